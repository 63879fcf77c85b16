internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold mcp`: the tools of the Model Context Protocol on standard input and output.
package struct MCPCommand: Command {
  package static let specification = CommandSpecification(
    name: "mcp", summary: "Answer agents that speak the Model Context Protocol on standard input and output.",
    discussion: """
      Serves discover, assess, what_breaks_first, solve, simulate, plan and explain for the files in FOLDER and nothing \
      outside it. Nothing is written, and no answer is long: lists are cut and say how much was left out. Speaks the \
      revisions 2026-07-28 and 2024-11-05 to 2025-11-25.
      """,
    arguments: [
      ArgumentSpecification(
        name: "folder", isOptional: true, help: "The folder that is served; the current one unless given.")
    ],
    examples: ["tenfold mcp", "tenfold mcp shop"])

  /// A request of a client is a line of a few hundred bytes.
  private static let longestLine = 1 << 20
  private let folder: String

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    folder = arguments.words.first ?? "."
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let root: String
    do {
      root = try FilePath.resolved(folder)
    } catch {
      throw InputError("\(folder): \(error)")
    }
    let server = AgentServer(root: root, environment: environment)
    var lines = InputLines(limit: Self.longestLine)
    while let line = lines.read() {
      let answer =
        switch line {
        case .text(let bytes) where bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }):
          nil as JSONValue?
        case .text(let bytes): server.answer(to: bytes)
        case .tooLong: server.answer(to: [])
        }
      if let answer { try environment.write(answer.line + "\n") }
    }
    return .success
  }
}
