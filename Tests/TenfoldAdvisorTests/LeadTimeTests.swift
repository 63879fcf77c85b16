import TenfoldAdvisor
import TenfoldModel
import Testing

/// What a promise about the time from a finished change to production is held against.
struct LeadTimeTests {
  private func system(promise: Double?, people: Double = 1, services: Int = 2) -> System {
    var system = System(
      name: "shop", workload: Workload(users: .stated(1000)),
      components: (0..<services).map { index in
        Component(
          name: "s\(index)", kind: .service, resources: Resources(cpu: .stated(64)),
          operations: [Operation(name: "run", demand: Demand(cpu: .stated(0.001)))])
      },
      delivery: Delivery(
        method: .manual, changesPerServiceAndWeek: .stated(10), handsOnTime: .stated(3600),
        duration: .stated(600), runners: .stated(50), people: .stated(people), peopleShare: .stated(1)))
    system.objectives.leadTime = promise.map { .stated($0) }
    return system
  }

  private func limit(_ system: System) throws -> Constraint? {
    try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: 10, samples: 4)
    ).constraints.first { $0.kind == "lead-time" }
  }

  @Test func `nothing is judged where nothing is promised`() throws {
    #expect(try limit(system(promise: nil)) == nil)
  }

  @Test func `one person is a queue of working hours`() throws {
    let found = try #require(try limit(system(promise: 86_400)))
    // 20 changes of an hour in 40 hours: half busy, so that a change waits an hour of work, 4.2 of the clock (M/M/1).
    let wanted = 3600 + 600 + 3600 * 168 / 40
    #expect(abs(found.valueNow / Double(wanted) - 1) < 1e-3, "\(found.valueNow)")
    #expect(found.family == .coordination && !found.isViolatedNow)
  }

  @Test func `more people make it shorter, and growth breaks it before hands-on hours run out`() throws {
    let (one, four) = (
      try #require(try limit(system(promise: 86_400))),
      try #require(try limit(system(promise: 86_400, people: 4)))
    )
    #expect(four.valueNow < one.valueNow)
    let breaks = try #require(one.breaksAtUsers).likely
    let analysis = try Advisor.analyze(
      system(promise: 86_400), inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: 100, samples: 4))
    let hours = try #require(analysis.constraints.first { $0.kind == "hands-on-time" }?.breaksAtUsers).likely
    #expect(breaks > 1000 && breaks < hours)
    #expect(analysis.plan.contains { $0.remedy == "ci-cd" })
  }
}
