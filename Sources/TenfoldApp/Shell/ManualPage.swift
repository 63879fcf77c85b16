internal import TenfoldOutput

/// Manual pages in the macros of man(7), from the declarations of the commands.
enum ManualPage {
  /// The page of the tool.
  static func text(of commands: [CommandSpecification]) -> String {
    var page = head("tenfold", "what breaks first as traffic grows, and what to do first")
    page += ".SH SYNOPSIS\n.B tenfold\n.I COMMAND\n[options] [arguments]\n.br\n.B tenfold\n.I PATH\n"
    page +=
      ".SH DESCRIPTION\nReads a microservice system, says how mature it is, computes what breaks first as it grows, and "
    page += "ranks what to do first.\n.SH COMMANDS\n"
    for command in commands {
      page += ".TP\n.BR tenfold\\-\(escaped(command.name)) (1)\n\(line(command.summary))\n"
    }
    return page + exitStatus
  }

  /// The page of a command.
  static func text(of command: CommandSpecification) -> String {
    var page = head("tenfold-\(command.name)", command.summary)
    let words = command.arguments.map(\.usage).joined(separator: " ")
    page += ".SH SYNOPSIS\n.B tenfold \(escaped(command.name))\n[options]\n"
    if !words.isEmpty { page += ".I \(escaped(words))\n" }
    if let discussion = command.discussion { page += ".SH DESCRIPTION\n\(line(discussion))\n" }
    if !command.arguments.isEmpty {
      page += ".SH ARGUMENTS\n"
      for argument in command.arguments {
        page += ".TP\n.I \(escaped(argument.usage))\n\(line(argument.help))\n"
      }
    }
    page += ".SH OPTIONS\n"
    for option in command.options {
      let usage = String(option.usage.drop { $0 == " " })
      page += ".TP\n.B \(escaped(usage))\n\(line(option.help))\n"
    }
    page += exitStatus + ".SH EXAMPLES\n"
    for example in command.examples { page += ".PP\n.nf\n\(line(example))\n.fi\n" }
    return page + ".SH SEE ALSO\n.BR tenfold (1)\n"
  }

  private static func head(_ name: String, _ summary: String) -> String {
    ".TH \"\(escaped(name.uppercased()))\" 1 \"\" \"tenfold \(escaped(Release.version))\"\n"
      + ".SH NAME\n\(escaped(name)) \\- \(escaped(summary))\n"
  }

  private static var exitStatus: String {
    ".SH EXIT STATUS\n"
      + ExitStatus.allCases.map { ".TP\n.B \($0.rawValue)\n\(line($0.meaning))\n" }.joined()
  }

  /// A line of text, which must not begin with what macros begin with.
  private static func line(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: " ")
  }
}
