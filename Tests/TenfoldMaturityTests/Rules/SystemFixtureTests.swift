import TenfoldDiscovery
import TenfoldMaturity
import TenfoldModel
import TenfoldTestSupport
import Testing

/// Whole repositories in small, and the levels that a careful reader gives them.
///
/// `Fixtures/Levels/<what>.yaml` begins with `# levels: deployment 4, communication 2`; then its files follow, each
/// under a line `# file: path`.
struct LevelFixtureTests {
  static let fixtures = TextFile.all(below: "Tests/TenfoldMaturityTests/Fixtures/Levels")

  @Test(arguments: fixtures)
  func `a repository has the levels that its fixture says`(_ path: String) throws {
    let text = try #require(TextFile.read(path))
    let wanted = try #require(Self.levels(in: text), "\(path) begins with no line of levels")
    let files = try FixtureFolder()
    for (name, text) in FixtureFolder.parts(of: text) { try files.write(name, text) }
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    let found = try Discovery.read(paths: [files.path], options: options)
    let assessment = Maturity.assess(found.system, inventory: found.inventory)
    for (name, level) in wanted {
      let dimension = try #require(assessment.levels.first { $0.key.rawValue == name })
      #expect(
        dimension.value.level == level,
        "\(name): \(dimension.value.evidence.map(\.message).joined(separator: "; "))")
    }
  }

  /// `deployment 4, communication 2` of the first line.
  private static func levels(in text: String) -> [(String, Int)]? {
    let first = text.prefix { $0 != "\n" }
    guard first.hasPrefix("# levels: ") else { return nil }
    let levels = first.dropFirst(10).split(separator: ",").compactMap { entry -> (String, Int)? in
      let words = entry.split(separator: " ")
      guard words.count == 2, let level = Int(words[1]) else { return nil }
      return (String(words[0]), level)
    }
    return levels.isEmpty ? nil : levels
  }
}
