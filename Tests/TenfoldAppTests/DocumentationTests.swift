import TenfoldApp
import TenfoldTestSupport
import Testing

/// Commands shown in documents exist, and what is shown as their output is what they write.
struct DocumentationTests {
  private static let documents =
    ["README.md"] + TextFile.all(below: "docs").filter { $0.hasSuffix(".md") }
    + TextFile.all(below: "Examples").filter { $0.hasSuffix(".md") }

  @Test(arguments: documents)
  func `output shown after a prompt is the real one`(_ path: String) {
    let text = TextFile.read(path) ?? ""
    let renewed = Self.renewed(text)
    if TextFile.isRecording, renewed != text { TextFile.write(renewed, to: path) }
    #expect(TextFile.read(path) == renewed)
  }

  @Test(arguments: documents)
  func `every command named in a block is understood`(_ path: String) {
    for line in Self.commands(in: TextFile.read(path) ?? "") {
      let words = Array(shellWords(line).dropFirst().prefix { $0 != "|" && $0 != ">" && $0 != "#" })
      guard let first = words.first, !first.hasPrefix("-") else { continue }
      let command = Application.commands.first { $0.specification.name == first }
      let parsed: ParsedArguments? = try? ParsedArguments(
        command == nil ? words : Array(words.dropFirst()),
        for: command?.specification ?? Application.commands[0].specification)
      #expect(parsed != nil, "\(path): \(line)")
      if command == nil {
        #expect(first.contains("/") || first == "." || first == "-" || first == "PATH", "\(path): \(line)")
      }
    }
  }

  /// Lines of blocks, fenced or indented, that call the tool.
  private static func commands(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let bare = line.drop { $0 == " " }
      let isBlock = line.hasPrefix("    ") || bare.hasPrefix("$ ") || line.hasPrefix("tenfold ")
      let call = bare.hasPrefix("$ ") ? bare.dropFirst(2) : bare
      return isBlock && call.hasPrefix("tenfold ") ? String(call) : nil
    }
  }

  /// The text with the output of each `$ tenfold …` in a console block replaced by what the command writes now.
  private static func renewed(_ text: String) -> String {
    var lines: [String] = []
    var inConsole = false
    var skipping = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        inConsole = line == "```console"
        skipping = false
      }
      if inConsole, line.hasPrefix("$ tenfold ") {
        lines.append(String(line))
        let words = Array(shellWords(line).dropFirst(2))
        lines += Run(words).output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
          String.init)
        skipping = true
      } else if !skipping {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n")
  }
}
