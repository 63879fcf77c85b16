internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldOutput

/// `tenfold assess`: how mature the system is on each dimension, and what the next level lacks.
package struct AssessCommand: Command {
  private static let require = OptionSpecification(
    name: "require", value: .required("CELL"), isRepeatable: true,
    help: "Exit with status 1 when the system is below this cell of the ladder, such as deployment-2 or D2.")

  package static let specification = CommandSpecification(
    name: "assess",
    summary: "Say how mature the system is on five dimensions, with evidence, and what is missing.",
    discussion: """
      A level is reached when its evidence holds and that of every lower level does too. What the files given could \
      not have shown is not assessed, rather than absent. tenfold ladder explains the levels, tenfold explain the \
      rules.
      """,
    arguments: [.paths], options: [require] + OptionSpecification.reading + OptionSpecification.writing,
    examples: ["tenfold assess .", "tenfold assess --require deployment-2 --require monitoring-2 ."])

  private let reader: SystemReader
  private let writer: ResultWriter
  private let required: [LadderCell]

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
    var required: [LadderCell] = []
    for text in arguments.all(Self.require) {
      guard let cell = Ladder.cell(named: text) else {
        let nearest = Suggestion.nearest(to: text, among: Ladder.cells.flatMap { [$0.id, $0.shortID] })
        throw UsageError(
          "--require is '\(text)'; it must be a cell of the ladder such as deployment-2 or D2"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
      required.append(cell)
    }
    self.required = required
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let progress = Progress(in: environment, isQuiet: writer.isQuiet)
    progress.begin("reading files")
    defer { progress.end() }
    let discovered = try reader.read(in: environment)
    let assessment = Maturity.assess(discovered.system, inventory: discovered.inventory)
    progress.end()
    let name = discovered.system.name
    try writer.write(
      json: ResultJSON.document(of: discovered.inventory, assessment: assessment, name: name),
      text: AssessmentText(style: writer.style(in: environment)).text(of: assessment, name: name),
      in: environment)
    let coverage = try reader.coverageStatus(of: discovered, in: environment)
    return coverage == .success ? try gate(assessment, in: environment) : coverage
  }

  /// `success`, or `gateFailed` with a message for every cell that is required and not reached.
  private func gate(_ assessment: Assessment, in environment: Environment) throws -> ExitStatus {
    var status = ExitStatus.success
    for cell in required {
      let level = assessment.levels[cell.dimension]?.level
      if let level, level >= cell.level { continue }
      let found = level.map { "at level \($0)" } ?? "not assessed"
      try environment.remark(
        "tenfold: \(cell.dimension.name) is \(found); --require \(cell.id) asks for level \(cell.level)\n")
      status = .gateFailed
    }
    return status
  }
}
