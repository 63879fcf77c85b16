internal import TenfoldOutput

/// `tenfold export`: what is known of a system, in the form of another tool.
package struct ExportCommand: Command {
  private static let format = OptionSpecification(
    name: "format", value: .required("FORMAT"),
    help: "\(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")

  package static let specification = CommandSpecification(
    name: "export",
    summary: "Write what is known of a system for Structurizr, Backstage, k6, OpenSLO or Infracost.",
    discussion: """
      structurizr is a workspace with the parts and who uses whom; backstage entities with the levels as annotations; k6 a \
      script that offers every journey at its share of today's load and then more, up to the goal; openslo an objective \
      of latency and one of availability for each journey; infracost what log groups and load balancers do in a month. \
      Names of metrics, paths of journeys and owners that nobody states are stubs to be filled in.
      """,
    arguments: [.paths],
    options: [format] + OptionSpecification.load + OptionSpecification.reading + [.quiet],
    examples: [
      "tenfold export --format k6 . > load.js", "tenfold export --format backstage shop > catalog-info.yaml",
    ])

  private let reader: SystemReader
  private let request: AnalysisRequest
  private let format: ExportFormat

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    request = try AnalysisRequest(arguments)
    let words = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
    guard
      let format = try arguments.value(
        Self.format, expected: "one of \(words)", { ExportFormat(rawValue: $0) })
    else { throw UsageError("export needs --format, one of \(words)") }
    self.format = format
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let discovered = try reader.read(in: environment)
    try environment.write(format.text(of: try request.analysis(of: discovered)))
    return try reader.coverageStatus(of: discovered, in: environment)
  }
}
