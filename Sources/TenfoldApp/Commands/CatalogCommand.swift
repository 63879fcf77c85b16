internal import TenfoldCatalog
internal import TenfoldOutput

/// `tenfold catalog`: every figure that is assumed where a system does not say, with its range and source.
package struct CatalogCommand: Command {
  package static let specification = CommandSpecification(
    name: "catalog",
    summary: "List the figures that are assumed where a system does not say, with their sources.",
    discussion: """
      A name chooses the entries whose id holds it: an engine, a runtime, a quantity. Nothing else in the program assumes \
      a number, and a number that a tenfold.yaml states takes the place of the assumed one.
      """,
    arguments: [
      ArgumentSpecification(
        name: "name", isOptional: true, help: "Part of an id, such as postgresql or cpu.read.")
    ],
    options: [.figures] + OptionSpecification.writing,
    examples: ["tenfold catalog postgresql", "tenfold catalog price", "tenfold catalog --json"])

  private let entries: [CatalogEntry]
  private let writer: ResultWriter

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    writer = ResultWriter(arguments)
    guard let name = arguments.words.first?.lowercased() else {
      entries = Catalog.all
      return
    }
    let family = Catalog.family(of: name) ?? name
    entries = Catalog.all.filter { $0.id.lowercased().contains(name) || $0.id.hasPrefix(family + " ") }
    guard !entries.isEmpty else {
      let words = Set(Catalog.all.flatMap { $0.id.split(separator: " ").map(String.init) }).sorted()
      let nearest = Suggestion.nearest(to: name, among: words)
      throw UsageError(
        "the catalogue has no entry of '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
          + "\nsee tenfold catalog")
    }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    try writer.write(
      json: CatalogJSON.document(of: entries),
      text: CatalogText(style: writer.style(in: environment)).text(of: entries), in: environment)
    return .success
  }
}
