internal import TenfoldAdvisor
internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold roadmap`: the way from today's load to a goal, step by step.
package struct RoadmapCommand: Command {
  private static let to = OptionSpecification(
    name: "to", value: .required("GOAL"),
    help:
      "How far: a factor such as 10x (the default), or users such as 1M or 1M-users, at most 10 billion.")
  private static let svg = OptionSpecification(
    name: "svg", value: .required("FILE"), help: "Also write the road as a drawing.")

  package static let specification = CommandSpecification(
    name: "roadmap",
    summary: "Draw the road to a goal: what gives way at which load, what to do then, and what it takes.",
    discussion: """
      Every step is solved as the whole changed system, and the next one starts from what it leaves: the bottleneck \
      moves. A step is needed where the one before it no longer carries. What the ladder's scales usually have and the \
      system has not is named beside it.
      """,
    arguments: [.paths],
    options: [to, .users, .rate, .requestsPerUser, .figures, .html, svg, PlanSimulation.option]
      + OptionSpecification.reading + OptionSpecification.writing,
    examples: ["tenfold roadmap --to 100x .", "tenfold roadmap --to 1M-users --svg road.svg shop"])

  private let reader: SystemReader
  private let writer: ResultWriter
  private let request: AnalysisRequest
  private let drawing: String?
  private let simulates: Bool
  /// More than a road of a hundred thousand times has in any system known.
  private static let mostSteps = 24

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
    drawing = arguments.value(Self.svg)
    simulates = arguments.has(PlanSimulation.option)
    if drawing == "-" {
      throw UsageError("--svg needs the name of a file; the standard output is for the road")
    }
    let goal = try arguments.value(
      Self.to, expected: "a factor above 1 such as 10x, or at most 10 billion users such as 1M-users"
    ) {
      Goal($0)
    }
    var request = try AnalysisRequest(arguments)
    request.options.mostSteps = Self.mostSteps
    switch goal {
    case .factor(let factor): request.options.growth = factor
    case .users(let users): request.options.targetUsers = users
    case nil: request.options.growth = 10
    }
    self.request = request
  }

  /// How far the road goes.
  private enum Goal {
    case factor(Double)
    case users(Double)

    /// More than there are people.
    private static let mostUsers = 1e10

    init?(_ text: String) {
      if text.hasSuffix("x"), let factor = UnitText.count(String(text.dropLast())), factor > 1 {
        self = .factor(factor)
      } else if let users = UnitText.count(text.hasSuffix("-users") ? String(text.dropLast(6)) : text),
        (1...Self.mostUsers).contains(users)
      {
        self = .users(users)
      } else {
        return nil
      }
    }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let progress = Progress(in: environment, isQuiet: writer.isQuiet)
    progress.begin("reading files")
    defer { progress.end() }
    let discovered = try reader.read(in: environment)
    progress.begin("looking for the road")
    var analysis = try request.analysis(of: discovered)
    guard analysis.goal.growth > 1 else {
      throw UsageError(
        "--to is \(QuantityText.users(analysis.goal.users)), and the system serves "
          + "\(QuantityText.users(analysis.usersNow.likely)) today; name more, or say today's with --users")
    }
    if simulates {
      Interruption.hold()
      defer { Interruption.release() }
      analysis.checks = try PlanSimulation.checks(of: analysis, progress)
      if Interruption.wasRequested { return .interrupted }
    }
    progress.end()
    if let drawing { try OutputFile.write(RoadDrawing.text(of: analysis), to: drawing) }
    try writer.write(
      json: ResultJSON.document(of: analysis),
      text: RoadmapText(style: writer.style(in: environment)).text(of: analysis),
      html: { HTMLPage.text(of: analysis) }, in: environment)
    return try reader.coverageStatus(of: discovered, in: environment)
  }
}
