import TenfoldAdvisor
import TenfoldModel
import Testing

func show(_ analysis: Analysis) {
  func t(_ r: Range3?) -> String {
    r.map {
      "\(QuantityText.count($0.likely)) [\(QuantityText.count($0.low)) to \(QuantityText.count($0.high))]"
    } ?? "never"
  }
  print("Today", QuantityText.rate(analysis.rateNow.likely), analysis.loadNote, analysis.bases)
  for c in analysis.constraints.prefix(14) {
    print(
      "  ", c.family, c.id, t(c.breaksAtUsers), "p1", c.probabilityFirst, "now", c.valueNow, c.unit, "|",
      c.explanation)
  }
  for p in analysis.plan {
    print(
      "DO ", p.remedy, "|", p.action, "| reaches", t(p.reachesUsers), "| USD", p.monthlyCost.likely, "| next",
      p.nextConstraint ?? "-")
  }
  for r in analysis.rejected { print("NOT", r.remedy, r.subject, "|", r.reason) }
  for m in analysis.measureFirst { print("MEASURE", m.quantity, "|", m.current, "|", m.share, "|", m.how) }
}

struct ShowTests {
  @Test func `show the check question`() throws {
    for reads in [0.9, 0.2] {
      print("==== reads", reads)
      show(
        try Advisor.analyze(
          CheckQuestion.system(reads: reads), inventory: nil, assessment: Assessment(levels: [:]),
          options: AnalysisOptions(growth: 10)))
    }
  }
}
