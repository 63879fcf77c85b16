import TenfoldAdvisor
import TenfoldModel
import Testing

struct CheckQuestionTests {
  private func analyze(reads: Double, growth: Double = 10) throws -> Analysis {
    try Advisor.analyze(
      CheckQuestion.system(reads: reads), inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: growth))
  }

  @Test func `the database at 95 percent saturates at one over its utilization of today's load`() throws {
    let analysis = try analyze(reads: 0.9)
    let saturation = try #require(analysis.constraints.first { $0.id == "saturation:db" })
    let users = try #require(saturation.breaksAtUsers)
    #expect(abs(users.likely / (10_000 / 0.95) - 1) < 1e-6)
    #expect(abs(saturation.valueNow - 0.95) < 1e-9)
  }

  @Test func `the same seed gives the same digits`() throws {
    let first = try analyze(reads: 0.9)
    let second = try analyze(reads: 0.9)
    #expect(first.constraints == second.constraints)
    #expect(first.plan == second.plan)
    #expect(first.measureFirst == second.measureFirst)
  }
}
