internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold check`: a gate on the numbers of a result.
package struct CheckCommand: Command {
  private static let require = OptionSpecification(
    name: "require", value: .required("CHECK"), isRepeatable: true,
    help:
      "What must hold, such as 'headroom >= 3x', 'breaks >= 20K-users', 'price <= 2000 USD', 'coverage >= 80%' or "
      + "'level.monitoring >= 2'.")
  private static let gate = OptionSpecification(
    name: "gate", value: .required("FILE"),
    help: "File with checks and waivers; \(GateFile.usualPlace) in a folder given unless told otherwise.")
  private static let reportOnly = OptionSpecification(
    name: "report-only", help: "Report as always, and exit with status 0 whether the checks are met or not.")

  package static let specification = CommandSpecification(
    name: "check",
    summary: "Hold a system to thresholds: exit with status 1 when one is not met.",
    discussion: """
      Every check names a number that is printed, and exactly the printed number is compared. Waivers in the file \
      have a reason, an owner and a last day; what they let pass is still shown. With a baseline only what is new or \
      worse fails.
      """,
    arguments: [.paths],
    options: [require, gate, reportOnly] + ReportFiles.options + OptionSpecification.load
      + OptionSpecification.reading + OptionSpecification.writing,
    examples: [
      "tenfold check --require 'headroom >= 3x' .",
      "tenfold check --sarif tenfold.sarif --junit tenfold.xml .",
      "tenfold check --baseline main.json --markdown comment.md .",
    ])

  private let reader: SystemReader
  private let writer: ResultWriter
  private let reports: ReportFiles
  private let request: AnalysisRequest
  private let paths: [String]
  private let thresholds: [Threshold]
  private let gateFile: String?
  private let isReportOnly: Bool

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
    reports = try ReportFiles(arguments)
    request = try AnalysisRequest(arguments)
    paths = arguments.words
    gateFile = arguments.value(Self.gate)
    isReportOnly = arguments.has(Self.reportOnly)
    var thresholds: [Threshold] = []
    for text in arguments.all(Self.require) {
      do throws(ThresholdError) {
        thresholds.append(try Threshold(text))
      } catch {
        throw UsageError("--require: \(error)")
      }
    }
    self.thresholds = thresholds
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let repository = RepositoryPaths(paths: paths)
    // What is asked for is read first: a mistake in it is told before any work.
    let file = try settings(in: repository)
    let asked = thresholds + file.thresholds
    guard !asked.isEmpty else {
      throw UsageError(
        "nothing to check; give --require 'headroom >= 3x', or keep checks in \(GateFile.usualPlace)\n"
          + "see tenfold check --help")
    }
    let baseline = try reports.baseline()
    let progress = Progress(in: environment, isQuiet: writer.isQuiet)
    progress.begin("reading files")
    defer { progress.end() }
    let discovered = try reader.read(in: environment)
    progress.begin("looking for what breaks first")
    let analysis = try request.analysis(of: discovered)
    progress.end()
    let result = ResultJSON.document(of: analysis)
    let report = Gate.judge(
      try Standing(result: result).renamingFiles(repository.fromRoot), by: asked, waivers: file.waivers,
      baseline: baseline, today: environment.today)
    if !writer.isQuiet {
      for waiver in report.waivers { try waiver.remark.map { try environment.remark("tenfold: \($0)\n") } }
    }
    try reports.write(report, in: environment)
    try writer.write(
      json: GateJSON.document(of: report, result: result),
      text: GateText(style: writer.style(in: environment)).text(of: report), toOutput: !reports.takesOutput,
      in: environment)
    let coverage = try reader.coverageStatus(of: discovered, in: environment)
    guard !isReportOnly else { return .success }
    return coverage != .success ? coverage : report.isMet ? .success : .gateFailed
  }

  /// Checks and waivers of the file that is named, or that lies where it is looked for.
  private func settings(in repository: RepositoryPaths) throws -> GateFile {
    let places = repository.folders + [repository.root]
    let usual = places.lazy.map { "\($0)/\(GateFile.usualPlace)" }.first { OutputFile.exists($0) }
    guard let path = gateFile ?? usual else { return GateFile() }
    return try GateFile(path: path, naming: repository.ofArgument(path))
  }
}
