import TenfoldTestSupport
import Testing

struct DecisionRecordTests {
  private static let records = TextFile.names(in: "docs/decisions").filter { $0.hasSuffix(".md") }

  @Test func `no two records have the same number`() {
    #expect(!Self.records.isEmpty)
    #expect(Set(Self.records.map { $0.prefix(4) }).count == Self.records.count)
  }

  @Test(arguments: records)
  func `a record asks, weighs, decides, rejects and says when to look again, on a page`(_ name: String) throws
  {
    let text = try #require(TextFile.read("docs/decisions/\(name)"))
    let number = try #require(Int(name.prefix(4)))
    #expect(text.hasPrefix("# \(number). "))
    #expect(text.contains("\nStatus: ") && text.contains("Supersedes: "))
    var rest = text[...]
    for heading in ["Question", "Forces", "Decision", "Rejected", "Revisit"] {
      let parts = rest.split(separator: "\n\(heading)", maxSplits: 1, omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(heading) is missing or out of order")
      rest = parts[1]
    }
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
  }
}
