import TenfoldDiscovery
import TenfoldMaturity
import TenfoldModel
import TenfoldTestSupport
import Testing

/// Fixtures of rules: the whole way from files to what a rule says of them.
///
/// `Fixtures/Rules/<rule>/{success,failure}.<why>.yaml` holds several files, each under a line `# file: path`.
struct RuleFixtureTests {
  private static let folder = "Tests/TenfoldMaturityTests/Fixtures/Rules"
  static let fixtures = TextFile.all(below: folder)

  @Test(arguments: fixtures)
  func `a rule holds on its successes and on none of its failures`(_ path: String) throws {
    let parts = path.split(separator: "/")
    let id = String(parts[parts.count - 2])
    let rule = try #require(Maturity.rules.first { $0.id == id })
    let files = try FixtureFolder()
    for (name, text) in FixtureFolder.parts(of: try #require(TextFile.read(path))) {
      try files.write(name, text)
    }
    let found = try Discovery.read(paths: [files.path])
    let result = rule.result(in: RuleContext(system: found.system, inventory: found.inventory))
    #expect(result.isHeld == parts[parts.count - 1].hasPrefix("success"), "\(id): \(result)")
  }
}

/// Rules that files of the readers can show have fixtures of both kinds.
struct RuleCoverageTests {
  @Test func `every rule that reads files has a success and a failure`() {
    let readable: Set<FileClass> = [
      .compose, .kubernetes, .pipeline, .infrastructure, .configuration, .monitoring,
    ]
    for rule in Maturity.rules where !rule.shownBy.isDisjoint(with: readable) {
      for kind in ["success", "failure"] {
        #expect(
          RuleFixtureTests.fixtures.contains { $0.contains("/\(rule.id)/\(kind).") },
          "\(rule.id) has no \(kind) fixture")
      }
    }
  }
}
