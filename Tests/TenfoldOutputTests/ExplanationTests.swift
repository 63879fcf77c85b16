import TenfoldCatalog
import TenfoldMaturity
import TenfoldOutput
import TenfoldTestSupport
import Testing

struct ExplanationTests {
  private let explanation = ExplanationText(style: TextStyle(width: 100))

  @Test func `every kind of constraint that the advisor names is explained`() {
    let kinds = TextFile.all(below: "Sources/TenfoldAdvisor/Constraints").flatMap { path in
      (TextFile.read(path) ?? "").split(separator: "kind: \"", omittingEmptySubsequences: false).dropFirst()
        .map { String($0.prefix { $0 != "\"" }) }
    }
    #expect(!kinds.isEmpty)
    for kind in kinds { #expect(ConstraintGlossary.entry(kind) != nil, "\(kind)") }
  }

  @Test func `every rule, remedy and catalogue entry has a page with a sentence`() {
    for rule in Maturity.rules {
      let page = explanation.text(of: rule)
      #expect(page.contains(rule.id) && page.contains("\nCounts"), "\(rule.id)")
    }
    for remedy in Catalog.remedies {
      #expect(explanation.text(of: remedy).contains("Gives up"), "\(remedy.id)")
    }
    for entry in Catalog.all { #expect(explanation.text(of: entry).contains("Source"), "\(entry.id)") }
  }
}
