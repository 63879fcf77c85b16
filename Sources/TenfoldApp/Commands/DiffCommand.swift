internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold diff`: what a change does to a system.
package struct DiffCommand: Command {
  private static let markdown = OptionSpecification(
    name: "markdown", value: .required("FILE"),
    help: "Also write Markdown for a pull request; empty when nothing changed.")

  package static let specification = CommandSpecification(
    name: "diff",
    summary: "Say what changed between two versions: headroom, first limit, levels, price.",
    discussion: """
      Each version is a folder, a file, or a result that was saved with --json=FILE or \
      --html FILE. Options about load apply to what is analyzed now, not to saved results. A limit that growth never \
      reaches counts as none.
      """,
    arguments: [
      ArgumentSpecification(name: "old", help: "The version before: a folder, a file, or a saved result."),
      ArgumentSpecification(name: "new", help: "The version after, likewise."),
    ],
    options: [markdown] + OptionSpecification.load + OptionSpecification.reading
      + OptionSpecification.writing,
    examples: ["tenfold diff main.json .", "tenfold diff --markdown change.md ../before ."])

  private let reader: SystemReader
  private let writer: ResultWriter
  private let request: AnalysisRequest
  private let paths: [String]
  private let markdownFile: String?

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
    request = try AnalysisRequest(arguments)
    paths = arguments.words
    markdownFile = arguments.value(Self.markdown)
    let json = arguments.value(.json)
    if markdownFile == "-", json == "" || json == "-" {
      throw UsageError("--json and --markdown both write to standard output; give one of them a file")
    }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let progress = Progress(in: environment, isQuiet: writer.isQuiet)
    defer { progress.end() }
    var status = ExitStatus.success
    var standings: [Standing] = []
    for path in paths {
      progress.begin("reading \(path)")
      if let saved = try SavedResult.ifAny(path: path) {
        standings.append(saved)
        continue
      }
      let discovered = try reader.over([path]).read(in: environment)
      standings.append(
        try Standing(result: ResultJSON.document(of: try request.analysis(of: discovered))))
      let coverage = try reader.coverageStatus(of: discovered, in: environment)
      if coverage != .success { status = coverage }
    }
    progress.end()
    let difference = Difference(from: standings[0], to: standings[1])
    if let markdownFile {
      try environment.write(DifferenceMarkdown.text(of: difference), to: markdownFile)
    }
    try writer.write(
      json: DifferenceJSON.document(of: difference),
      text: DifferenceText(style: writer.style(in: environment)).text(of: difference),
      toOutput: markdownFile != "-", in: environment)
    return status
  }
}
