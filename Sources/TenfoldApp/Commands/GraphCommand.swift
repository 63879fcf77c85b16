internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldOutput

/// `tenfold graph`: who uses whom, for graph languages.
package struct GraphCommand: Command {
  private enum Format { case mermaid, dot }

  private static let format = OptionSpecification(
    name: "format", value: .required("FORMAT"), help: "mermaid (the default) or dot.")

  package static let specification = CommandSpecification(
    name: "graph",
    summary: "Draw who uses whom, as Mermaid or DOT.",
    discussion: """
      Gateways are hexagons, services boxes, stores cylinders, brokers flags. Calls that wait are solid lines, messages \
      broken ones; a call that little in the files speaks for is dotted.
      """,
    arguments: [.paths],
    options: [format] + OptionSpecification.reading + [.quiet],
    examples: ["tenfold graph .", "tenfold graph --format dot . | dot -Tsvg -o system.svg"])

  private let reader: SystemReader
  private let format: Format

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    format = try arguments.choice(Self.format, ["mermaid": Format.mermaid, "dot": .dot]) ?? .mermaid
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let discovered = try reader.read(in: environment)
    try discovered.requireComponents()
    let inventory =
      discovered.inventory.services.isEmpty ? Inventory(described: discovered.system) : discovered.inventory
    switch format {
    case .mermaid: try environment.write(MermaidGraph.text(of: inventory))
    case .dot: try environment.write(DOTGraph.text(of: inventory, name: discovered.system.name))
    }
    return try reader.coverageStatus(of: discovered, in: environment)
  }
}
