import TenfoldModel
import TenfoldOutput
import Testing

struct DifferenceTests {
  private static let old = GateTests.sample()

  @Test func `a result does not differ from itself`() {
    let difference = Difference(from: Self.old, to: Self.old)
    #expect(difference.isEmpty && difference.measures.isEmpty && difference.limits.isEmpty)
    #expect(DifferenceMarkdown.text(of: difference).isEmpty)
    let text = DifferenceText(style: TextStyle(width: nil)).text(of: difference)
    #expect(text == "shop: nothing that is printed changed\n")
  }

  @Test func `headroom, first limit and levels are said with both numbers`() {
    let new = GateTests.sample { analysis in
      analysis.constraints[0].breaksAtUsers = nil
      analysis.constraints.swapAt(0, 1)
      analysis.assessment.levels[.deployment]?.level = 2
    }
    let difference = Difference(from: Self.old, to: new)
    #expect(
      difference.summary
        == "headroom rises from 140x to 30,000x; deployments hands-on time breaks first instead of orders CPU; "
        + "level of deployment 1 -> 2")
    #expect(difference.limits.map(\.id) == ["saturation:orders"])
    let markdown = DifferenceMarkdown.text(of: difference)
    #expect(markdown.contains("| limit: orders CPU | 14,000 users | no limit |"))
    #expect(markdown.contains("| first limit | orders CPU | deployments hands-on time |"))
  }

  @Test func `a number that prints the same has not changed`() {
    let new = GateTests.sample { $0.constraints[0].breaksAtUsers = Range3(low: 1, likely: 14_003, high: 2e4) }
    #expect(Difference(from: Self.old, to: new).isEmpty)
  }
}
