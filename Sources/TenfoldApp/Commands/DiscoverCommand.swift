internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldOutput

/// `tenfold discover`: what the files describe, with the place of everything.
package struct DiscoverCommand: Command {
  package static let specification = CommandSpecification(
    name: "discover",
    summary: "Show what was found: services, stores, brokers, calls, each with file and line.",
    discussion: """
      Several folders and files together are one system. Where several sets of files describe the same system, one \
      is chosen and named; --set chooses another.
      """,
    arguments: [.paths], options: OptionSpecification.reading + OptionSpecification.writing,
    examples: [
      "tenfold discover .", "tenfold discover --json shop ../shop-deploy",
      "kubectl get deploy,sts,svc,cm -A -o yaml | tenfold discover -",
    ])

  private let reader: SystemReader
  private let writer: ResultWriter

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
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
      text: InventoryText(style: writer.style(in: environment)).text(of: discovered.inventory, name: name),
      in: environment)
    try discovered.requireReadable()
    return try reader.coverageStatus(of: discovered, in: environment)
  }
}
