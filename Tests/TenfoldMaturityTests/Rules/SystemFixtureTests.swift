import TenfoldDiscovery
import TenfoldMaturity
import TenfoldModel
import TenfoldTestSupport
import Testing

/// Whole repositories in small, and what a careful reader finds in them.
///
/// `Fixtures/Systems/<what>.yaml` begins with `# levels: deployment 4, communication 2`, and may go on with
/// `# services:`, `# stores:` and `# queues:` (names and engines, by commas) and a line `# edge: a -sync-> b` for each
/// edge; then its files follow, each under a line `# file: path`.
struct SystemFixtureTests {
  static let fixtures = TextFile.all(below: "Tests/TenfoldMaturityTests/Fixtures/Systems")

  @Test(arguments: fixtures)
  func `a repository is read as its fixture says`(_ path: String) throws {
    let text = try #require(TextFile.read(path))
    let files = try FixtureFolder()
    for (name, text) in FixtureFolder.parts(of: text) { try files.write(name, text) }
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    let found = try Discovery.read(paths: [files.path], options: options)

    let levels = try #require(Self.list("levels", in: text), "\(path) begins with no line of levels")
    let assessment = Maturity.assess(found.system, inventory: found.inventory)
    for entry in levels {
      let words = entry.split(separator: " ")
      let dimension = try #require(assessment.levels.first { $0.key.rawValue == words[0] })
      let reasons = dimension.value.evidence.map(\.message).joined(separator: "; ")
      #expect(dimension.value.level == Int(words[1]), "\(words[0]): \(reasons)")
    }
    guard let services = Self.list("services", in: text) else { return }
    let inventory = found.inventory
    #expect(Set(inventory.services.filter { $0.kind != .platform }.map(\.name)) == Set(services))
    for (kind, stores) in [("stores", inventory.stores), ("queues", inventory.queues)] {
      #expect(Set(stores.map { "\($0.name) \($0.engine)" }) == Set(Self.list(kind, in: text) ?? []))
    }
    let edges = Set(inventory.edges.map { "\($0.from) -\($0.kind.rawValue)-> \($0.to)" })
    let wanted = Set(Self.lines("edge", in: text))
    #expect(edges.subtracting(wanted) == [])
    #expect(wanted.subtracting(edges) == [])
  }

  /// What stands in the lines of a kind before the first file.
  private static func lines(_ kind: String, in text: String) -> [String] {
    text.split(separator: "\n").prefix { !$0.hasPrefix("# file: ") }
      .filter { $0.hasPrefix("# \(kind): ") }.map { String($0.dropFirst(kind.count + 4)) }
  }

  /// The entries of the line of a kind; nil when there is none.
  private static func list(_ kind: String, in text: String) -> [String]? {
    lines(kind, in: text).first?.split(separator: ",").map { entry in
      String(entry.drop { $0 == " " })
    }
  }
}
