internal import TenfoldAdvisor
internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold analyze`, and plain `tenfold PATH`: the whole answer about a system.
package struct AnalyzeCommand: Command {
  package static let specification = CommandSpecification(
    name: "analyze",
    summary: "Say how mature the system is, what breaks first as it grows, and what to do first.",
    discussion: """
      Reads the files, assesses the system, fills what is unknown from the catalogue, finds the load at which each \
      limit is reached, and plans what to do. Every number carries a range; Measure names those that decide most of it. \
      The page has a slider from today's load to a thousand times it; its pictures are arranged by Graphviz's dot, where that \
      is on the path and --no-external is not given.
      """,
    arguments: [.paths],
    options: OptionSpecification.load + [WhatIf.option, .html] + ReportFiles.options
      + OptionSpecification.reading
      + OptionSpecification.writing,
    examples: [
      "tenfold analyze .", "tenfold analyze --growth 10x --users 20K --html report.html .",
      "tenfold analyze --rate 1000/s tenfold.yaml", "tenfold analyze --change db.readReplicas=2 shop",
      "tenfold analyze --json=result.json shop shop-deploy",
    ])

  private let reader: SystemReader
  private let writer: ResultWriter
  private let reports: ReportFiles
  private let paths: [String]
  private let request: AnalysisRequest
  private let whatIf: WhatIf
  private let layout: GraphLayoutEngine

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
    reports = try ReportFiles(arguments)
    paths = arguments.words
    request = try AnalysisRequest(arguments)
    whatIf = try WhatIf(arguments)
    layout = GraphvizLayout.engine(usesExternalTools: !arguments.has(.noExternal))
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let baseline = try reports.baseline()
    let progress = Progress(in: environment, isQuiet: writer.isQuiet)
    progress.begin("reading files")
    defer { progress.end() }
    let discovered = try reader.read(in: environment)
    progress.begin("assessing")
    let assessment = request.assessment(of: discovered)
    guard !discovered.system.components.isEmpty else {
      progress.end()
      return try writeWithoutAnalysis(discovered, assessment, in: environment)
    }
    progress.begin("looking for what breaks first")
    let request = try request.trying(whatIf, on: discovered)
    let analysis = try request.analysis(of: discovered, assessment: assessment)
    let curve = writer.wantsPage ? try solvedCurve(of: analysis, progress) : nil
    progress.end()
    lazy var result = ResultJSON.document(of: analysis, curve: curve)
    if reports.isWanted { try writeReports(of: result, baseline, in: environment) }
    try writer.write(
      json: result,
      text: TerminalReport(style: writer.style(in: environment)).text(of: analysis),
      html: { HTMLPage.text(of: analysis, curve: curve, engine: layout) }, toOutput: !reports.takesOutput,
      in: environment)
    return try reader.coverageStatus(of: discovered, in: environment)
  }

  /// The loads that the page shows.
  private func solvedCurve(of analysis: Analysis, _ progress: Progress) throws(AdvisorError) -> GrowthCurve {
    progress.begin("solving at loads up to a thousand times today's")
    return try request.growthCurve(of: analysis)
  }

  /// The formats that other programs read; a report without thresholds has no gate in it.
  private func writeReports(
    of result: JSONValue, _ baseline: Standing?, in environment: Environment
  ) throws {
    let standing = try Standing(result: result).renamingFiles(RepositoryPaths(paths: paths).fromRoot)
    try reports.write(Gate.judge(standing, baseline: baseline, today: environment.today), in: environment)
  }

  /// Files that show no component still show how mature the rest is.
  private func writeWithoutAnalysis(
    _ discovered: Discovered, _ assessment: Assessment, in environment: Environment
  ) throws -> ExitStatus {
    let name = discovered.system.name
    try writer.write(
      json: ResultJSON.document(of: discovered.inventory, assessment: assessment, name: name),
      text: AssessmentText(style: writer.style(in: environment)).text(of: assessment, name: name),
      in: environment)
    try discovered.requireComponents()
    return .unreadable
  }
}
