internal import TenfoldModel
internal import TenfoldOutput

/// `tenfold render`: a saved result once more, as text, as a page and in every format of reports.
package struct RenderCommand: Command {
  package static let specification = CommandSpecification(
    name: "render",
    summary: "Write the page and other formats from a saved result, without analyzing again.",
    discussion: """
      Takes what analyze --json=FILE or --html FILE wrote. Every number is the saved one. The slider and the picture need what \
      analyze saves when it is asked for a page: the page itself, or JSON written beside one. Pictures are arranged by \
      Graphviz's dot, where it is on the path and --no-external is not given. What lab run --out FILE or --html FILE wrote becomes \
      its table and its page.
      """,
    arguments: [
      ArgumentSpecification(name: "result", help: "A result: JSON, or a page with its result in it.")
    ],
    options: [.html] + ReportFiles.options + [.noExternal] + OptionSpecification.writing,
    examples: [
      "tenfold render result.json --html report.html", "tenfold render report.html --sarif tenfold.sarif",
      "tenfold render lab.json --html lab.html",
    ])

  private let path: String
  private let writer: ResultWriter
  private let reports: ReportFiles
  private let layout: GraphLayoutEngine

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    path = arguments.words[0]
    writer = ResultWriter(arguments)
    reports = try ReportFiles(arguments)
    layout = GraphvizLayout.engine(usesExternalTools: !arguments.has(.noExternal))
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    switch try SavedResult.answer(path: path) {
    case .experiment(let report): return try render(report, in: environment)
    case .analysis(let analysis, let curve): return try render(analysis, curve, in: environment)
    }
  }

  private func render(
    _ analysis: Analysis, _ curve: GrowthCurve?, in environment: Environment
  ) throws -> ExitStatus {
    let baseline = try reports.baseline()
    lazy var result = ResultJSON.document(of: analysis, curve: curve)
    if reports.isWanted {
      let standing = try Standing(result: result)
      try reports.write(
        Gate.judge(standing, baseline: baseline, today: environment.today), in: environment)
    }
    if writer.wantsPage, curve == nil, !writer.isQuiet {
      try environment.remark(
        "tenfold: \(path) has no solved loads in it, so the page has neither slider nor picture; save one with tenfold "
          + "analyze --html FILE --json=FILE PATH\n")
    }
    try writer.write(
      json: result, text: TerminalReport(style: writer.style(in: environment)).text(of: analysis),
      html: { HTMLPage.text(of: analysis, curve: curve, engine: layout) }, toOutput: !reports.takesOutput,
      in: environment)
    return .success
  }

  private func render(_ report: LabReport, in environment: Environment) throws -> ExitStatus {
    guard !reports.isWanted else {
      throw UsageError(
        "\(path) is an experiment of the lab, which has no findings to report; render it with --html FILE or --json"
      )
    }
    try writer.write(
      json: report.document, text: report.text, html: { LabPage.text(of: report) }, in: environment)
    return .success
  }
}
