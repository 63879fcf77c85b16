internal import TenfoldAdvisor
internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold explain`: what stands behind an id that an answer names.
package struct ExplainCommand: Command {
  package static let specification = CommandSpecification(
    name: "explain",
    summary:
      "Say what stands behind an id: a rule, a remedy, a constraint, a catalogue entry, a doubt, a cell.",
    discussion: """
      With files it also says what the id means in their system: why a remedy is in the plan or not, where limits of a \
      kind lie, what a rule found.
      """,
    arguments: [
      ArgumentSpecification(name: "id", help: "An id as the results name it, such as TF-D2-3."),
      ArgumentSpecification(
        name: "path", isOptional: true, isRepeatable: true,
        help: "Folders or files of one system to explain it in; none to explain it in general."),
    ],
    options: OptionSpecification.load + OptionSpecification.reading + [.noColor, .plain],
    examples: [
      "tenfold explain TF-D2-3", "tenfold explain read-replicas", "tenfold explain saturation",
      "tenfold explain 'postgresql cpu.read'", "tenfold explain deployment-3",
      "tenfold explain sharding shop",
    ])

  private let id: String
  private let writer: ResultWriter
  private let reader: SystemReader?
  private let request: AnalysisRequest

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    id = arguments.words[0]
    writer = ResultWriter(arguments)
    let paths = Array(arguments.words.dropFirst())
    reader = paths.isEmpty ? nil : try SystemReader(arguments).over(paths)
    request = try AnalysisRequest(arguments)
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let style = writer.style(in: environment)
    let explanation = ExplanationText(style: style)
    var text: String
    if let rule = Maturity.rules.first(where: { $0.id == id.uppercased() }) {
      text = explanation.text(of: rule)
      if let analysis = try analyzed(in: environment) { text += explanation.text(of: rule, in: analysis) }
    } else if let remedy = Catalog.remedy(id) {
      text = explanation.text(of: remedy)
      if let analysis = try analyzed(in: environment) { text += explanation.text(of: remedy, in: analysis) }
    } else if let kind = ConstraintGlossary.entry(id) {
      text = explanation.text(of: kind)
      if let analysis = try analyzed(in: environment) { text += explanation.text(of: kind, in: analysis) }
    } else if let entry = Catalog.entry(id) {
      text = explanation.text(of: entry)
    } else if let doubt = DiagnosticGlossary.entry(id) ?? Self.descriptionDoubt(id) {
      text = explanation.text(of: doubt)
    } else if let cell = Ladder.cell(named: id) {
      text = LadderText(style: style).text(of: cell)
    } else {
      throw UsageError(unknown)
    }
    try environment.write(text)
    return .success
  }

  /// The answer about the system that the paths name; nil without paths.
  private func analyzed(in environment: Environment) throws -> Analysis? {
    guard let reader else { return nil }
    return try request.analysis(of: reader.read(in: environment))
  }

  /// A problem of a description, as its reference words it.
  private static func descriptionDoubt(_ id: String) -> DiagnosticGlossary.Entry? {
    DescriptionProblem(rawValue: id.uppercased()).map {
      DiagnosticGlossary.Entry(
        $0.rawValue, $0.summary,
        "Mend the line that the message names; docs/guides/describe.md lists every key.")
    }
  }

  private var unknown: String {
    let known =
      Maturity.rules.map(\.id) + Catalog.remedies.map(\.id) + ConstraintGlossary.entries.map(\.kind)
      + Catalog.all.map(\.id) + Ladder.cells.map(\.id) + DiagnosticGlossary.entries.map(\.id)
      + DescriptionProblem.allCases.map(\.rawValue)
    let nearest = Suggestion.nearest(to: id, among: known)
    return "nothing is known by the id '\(id)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      + "\nids stand in results: rules (TF-D2-3), remedies (read-replicas), constraints (saturation), "
      + "catalogue entries (postgresql cpu.read), doubts (TF-DESC-003), cells (deployment-3)"
  }
}
