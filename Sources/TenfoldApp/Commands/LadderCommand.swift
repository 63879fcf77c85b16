internal import TenfoldMaturity
internal import TenfoldOutput

/// `tenfold ladder`: the table of scales and dimensions, or what one of its cells means.
package struct LadderCommand: Command {
  package static let specification = CommandSpecification(
    name: "ladder", summary: "Show the ladder of scales and dimensions, or what one cell of it means.",
    discussion: """
      A cell is named by its id (deployment-3), its short id (D3), a rule that recognises it (TF-D3-1), its \
      dimension (deployment) or a word of it (canary).
      """,
    arguments: [
      ArgumentSpecification(name: "cell", isOptional: true, help: "A cell, a dimension or a word.")
    ],
    options: OptionSpecification.writing,
    examples: ["tenfold ladder", "tenfold ladder D3", "tenfold ladder sharding", "tenfold ladder --json"])

  private let cells: [LadderCell]
  private let writer: ResultWriter

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    writer = ResultWriter(arguments)
    guard let text = arguments.words.first else {
      cells = []
      return
    }
    cells = Ladder.cells(matching: text)
    guard !cells.isEmpty else {
      let nearest = Suggestion.nearest(to: text, among: Ladder.words)
      throw UsageError(
        "no cell of the ladder matches '\(text)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
          + "\nsee tenfold ladder")
    }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let text = LadderText(style: writer.style(in: environment))
    try writer.write(
      json: LadderJSON.document(of: cells.isEmpty ? Ladder.cells : cells),
      text: cells.isEmpty ? text.table() : cells.map { text.text(of: $0) }.joined(separator: "\n"),
      in: environment)
    return .success
  }
}
