import TenfoldAdvisor
import TenfoldModel
import Testing

struct CheckQuestionTests {
  private func analyze(reads: Double, utilization: Double = 0.95, growth: Double = 10) throws -> Analysis {
    try Advisor.analyze(
      CheckQuestion.system(reads: reads, utilization: utilization), inventory: nil,
      assessment: Assessment(levels: [:]), options: AnalysisOptions(growth: growth))
  }

  @Test func `the database at 95 percent saturates at one over its utilization of today's load`() throws {
    let analysis = try analyze(reads: 0.9)
    let saturation = try #require(analysis.constraints.first { $0.id == "saturation:db" })
    let users = try #require(saturation.breaksAtUsers)
    #expect(abs(users.likely / (10_000 / 0.95) - 1) < 1e-6)
    #expect(abs(saturation.valueNow - 0.95) < 1e-9)
    #expect(analysis.constraints.first.map { ["saturation:db", "latency:request"].contains($0.id) } == true)
  }

  @Test func `a database that mostly reads gets a cache and replicas and no shards`() throws {
    let plan = try analyze(reads: 0.9).plan.map(\.remedy)
    #expect(plan.first == "cache-aside")
    #expect(plan.contains("read-replicas"))
    #expect(!plan.contains("sharding"))
  }

  @Test(arguments: [0.1, 0.5, 0.7, 0.9, 0.97])
  func `the plan carries ten times the load`(_ reads: Double) throws {
    let last = try #require(try analyze(reads: reads).plan.last?.reachesUsers)
    #expect(last.likely >= 100_000)
  }

  @Test func `a database that mostly writes gets neither`() throws {
    let analysis = try analyze(reads: 0.2)
    let plan = analysis.plan.map(\.remedy)
    #expect(!plan.contains("cache-aside") && !plan.contains("read-replicas"))
    #expect(["vertical-scaling", "async-messaging", "sharding"].contains(plan.first))
    let refusal = try #require(analysis.rejected.first { $0.remedy == "read-replicas" })
    #expect(refusal.reason.contains("20 %"))
  }

  @Test func `sharding before anything else is rejected with what it would reach`() throws {
    let rejection = try #require(try analyze(reads: 0.9).rejected.first { $0.remedy == "sharding" })
    #expect(rejection.reachesUsers != nil)
    #expect(rejection.reason.contains("60 person-weeks") && rejection.reason.contains("times as much"))
  }

  @Test func `nothing is done when nothing breaks below the goal`() throws {
    let plan = try analyze(reads: 0.9, utilization: 0.1, growth: 2).plan
    #expect(plan.map(\.remedy) == ["measure-first"])
  }

  @Test func `every step of the plan reaches further than the one before`() throws {
    for reads in [0.2, 0.5, 0.9, 0.99] {
      var last = 0.0
      for step in try analyze(reads: reads).plan {
        let reached = try #require(step.reachesUsers)
        #expect(reached.likely >= last, "\(step.action) at \(reads) reads")
        last = reached.likely
      }
    }
  }

  @Test func `the same seed gives the same digits`() throws {
    let first = try analyze(reads: 0.9)
    let second = try analyze(reads: 0.9)
    #expect(first.constraints == second.constraints)
    #expect(first.plan == second.plan)
    #expect(first.measureFirst == second.measureFirst)
  }

  @Test func `a system without components is refused`() {
    #expect(throws: AdvisorError.noComponents(system: "empty")) {
      try Advisor.analyze(
        System(name: "empty"), inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions()
      )
    }
  }
}
