internal import TenfoldOutput

/// Spells the help of a command, and of the tool, from their declarations.
package struct HelpText: Sendable {
  /// Columns to keep to.
  package let width: Int

  package init(width: Int) {
    self.width = width
  }

  /// The help of one command: what it does, examples first, then every argument and option.
  package func text(of command: CommandSpecification) -> String {
    let words = command.arguments.map(\.usage).joined(separator: " ")
    var lines = ["tenfold \(command.name): \(command.summary)", ""]
    if let discussion = command.discussion {
      lines += Wrapping.lines(discussion, width: width) + [""]
    }
    lines += ["Usage: tenfold \(command.name) [options]" + (words.isEmpty ? "" : " \(words)"), ""]
    lines += ["Examples:"] + command.examples.map { "  \($0)" } + [""]
    if !command.arguments.isEmpty {
      lines += ["Arguments:"] + table(command.arguments.map { ($0.usage, $0.help) }) + [""]
    }
    lines += ["Options:"] + table(command.options.map { ($0.usage, $0.help) })
    return lines.joined(separator: "\n") + "\n"
  }

  /// The help of the tool: every command with its summary, and what the exit status means.
  package func text(of commands: [CommandSpecification]) -> String {
    var lines = [
      "tenfold: traffic grows tenfold; what breaks first, and what do you do first?", "",
      "Usage: tenfold COMMAND [options] [arguments]   (tenfold PATH is tenfold analyze PATH)", "",
      "Examples:", "  tenfold .                      analyze the system in this folder",
      "  tenfold discover --json ./k8s  what was found, with file and line, as JSON",
      "  tenfold ladder deployment-3    what a level means and how it is reached", "", "Commands:",
    ]
    lines += table(commands.map { ($0.name, $0.summary) })
    lines += ["", "tenfold COMMAND --help shows a command's options.", "", "Exit status:"]
    lines += table(ExitStatus.allCases.map { (String($0.rawValue), $0.meaning) })
    return lines.joined(separator: "\n") + "\n"
  }

  /// Two columns: the left one as wide as its longest entry up to 30, the right one wrapped.
  private func table(_ rows: [(String, String)]) -> [String] {
    let column = min(30, rows.map(\.0.count).max() ?? 0)
    return rows.flatMap { left, right -> [String] in
      let wrapped = Wrapping.lines(right, width: max(30, width - column - 4))
      let indent = String(repeating: " ", count: column + 4)
      let rest = wrapped.dropFirst().map { indent + $0 }
      guard left.count <= column else { return ["  " + left, indent + (wrapped.first ?? "")] + rest }
      let padding = String(repeating: " ", count: column - left.count)
      return ["  " + left + padding + "  " + (wrapped.first ?? "")] + rest
    }
  }
}
