internal import TenfoldDiscovery
internal import TenfoldOutput

/// `tenfold schema`: the JSON Schemas of what Tenfold reads and writes.
package struct SchemaCommand: Command {
  /// Schemas by name.
  private static let schemas: [(name: String, about: String, text: @Sendable () -> String)] = [
    ("description", "what a tenfold.yaml may say", { DescriptionSchema.text }),
    ("scenario", "what a scenario of simulate may say", { ScenarioSchema.text }),
    ("result", "what --json writes", { ResultSchema.document.text }),
    ("gate", "what check --json writes", { GateSchema.document.text }),
    ("difference", "what diff --json writes", { DifferenceSchema.document.text }),
    ("solution", "what solve --json writes", { SolutionSchema.document.text }),
    ("simulation", "what simulate --json writes", { SimulationSchema.document.text }),
    ("lab", "what lab run --json writes", { LabSchema.document.text }),
  ]

  package static let specification = CommandSpecification(
    name: "schema",
    summary: "Print a JSON Schema: " + schemas.map { "\($0.name) is \($0.about)" }.joined(separator: ", ")
      + ".",
    arguments: [
      ArgumentSpecification(
        name: "name", isOptional: true, help: "A schema's name; lists them when left out.",
        values: schemas.map(\.name))
    ],
    examples: ["tenfold schema result"])

  private let text: String

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    guard let name = arguments.words.first else {
      text = Self.schemas.map { "\($0.name): \($0.about)\n" }.joined()
      return
    }
    guard let schema = Self.schemas.first(where: { $0.name == name }) else {
      throw UsageError(
        "no schema is named '\(name)'; there are: \(Self.schemas.map(\.name).joined(separator: ", "))")
    }
    text = schema.text()
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    try environment.write(text)
    return .success
  }
}
