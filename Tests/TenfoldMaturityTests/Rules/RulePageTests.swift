import TenfoldMaturity
import TenfoldTestSupport
import Testing

/// The pages under `docs/rules` are those of the rules, no more and no less.
struct RulePageTests {
  private static let pages = [("README", Rule.index)] + Maturity.rules.map { ($0.id, $0.page) }

  @Test func `every rule has a page that says what the rule says`() {
    for (name, text) in Self.pages {
      let path = "docs/rules/\(name).md"
      if TextFile.isRecording { TextFile.write(text, to: path) }
      #expect(TextFile.read(path) == text, "\(path) is missing or stale; run make golden")
    }
  }

  @Test func `no page is left of a rule that is gone`() {
    let wanted = Set(Self.pages.map { "docs/rules/\($0.0).md" })
    for path in TextFile.all(below: "docs/rules") {
      #expect(wanted.contains(path), "\(path) belongs to no rule; remove it")
    }
  }

  @Test func `ids are unique and say dimension and level`() {
    #expect(Set(Maturity.rules.map(\.id)).count == Maturity.rules.count)
    for rule in Maturity.rules {
      #expect(rule.id.hasPrefix("TF-\(rule.dimension.letter)\(rule.level)-"), "\(rule.id)")
    }
  }
}
