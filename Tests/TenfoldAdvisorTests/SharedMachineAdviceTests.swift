import TenfoldAdvisor
import TenfoldModel
import Testing

/// What is said of a machine that several components share.
struct SharedMachineAdviceTests {
  /// A page that takes 20 ms of the machine's cores and a store that takes as much, on one machine of four.
  private func system(rate: Double = 40) -> System {
    var system = System(
      name: "box", workload: Workload(arrivalRate: .stated(rate)),
      components: [
        Component(
          name: "app", kind: .service,
          operations: [
            Operation(
              name: "page", demand: Demand(cpu: .stated(0.02)),
              steps: [.call(Call(component: "db", operation: "query"))])
          ], runsOn: "box"),
        Component(
          name: "db", kind: .store, engine: "postgresql",
          operations: [Operation(name: "query", demand: Demand(cpu: .stated(0.02)), writes: true)],
          runsOn: "box"),
      ], placement: Placement(nodePools: [NodePool(name: "box", count: .stated(1), cpu: .stated(4))]))
    system.objectives.overall.p99 = .stated(60)
    return system
  }

  private func analyze(_ system: System, growth: Double) throws -> Analysis {
    try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: growth, samples: 4))
  }

  @Test func `the machine is used up where all that runs on it uses it up`() throws {
    let analysis = try analyze(system(), growth: 2)
    let limit = try #require(analysis.constraints.first { $0.kind == "machine" })
    #expect(limit.subject == "box")
    // 100 requests/s take 4 s of its four cores in a second.
    #expect(try abs(#require(limit.breaksAtUsers).likely / 1000 - 1) < 0.001)
    let alone = try #require(analysis.constraints.first { $0.kind == "saturation" && $0.subject == "db" })
    #expect(try abs(#require(alone.breaksAtUsers).likely / 2000 - 1) < 0.001)
  }

  @Test func `a store that gets a machine of its own leaves the other half to the rest`() throws {
    let analysis = try analyze(system(), growth: 2)
    let answer = Advisor.changes(by: "separate-db-host", in: analysis)
    let change = try #require(answer.changes.first, "\(answer.refusals)")
    #expect(change.subject == "db" && change.system["db"]?.runsOn == nil)
    #expect(change.system.sharedMachines.isEmpty)
    let after = try analyze(change.system, growth: 2)
    #expect(!after.constraints.contains { $0.kind == "machine" })
    let busy = after.constraints.filter { $0.kind == "saturation" }
    let first = try #require(busy.compactMap(\.breaksAtUsers?.likely).min())
    #expect(abs(first / 2000 - 1) < 0.001)
    #expect(try analyze(system(), growth: 4).plan.first?.limit.contains("box") == true)
  }

  @Test func `growth shows what shares a machine as busy as the machine, before and beyond what it carries`()
    throws
  {
    let curve = try Advisor.growthCurve(of: try analyze(system(), growth: 2))
    for point in curve.points {
      for utilization in point.utilizations {
        #expect(try abs(#require(utilization) / (point.rate * 0.04 / 4) - 1) < 1e-6, "\(point.users) users")
      }
    }
  }

  @Test func `a bigger machine is bigger for all that runs on it`() throws {
    let analysis = try analyze(system(), growth: 4)
    let change = try #require(Advisor.changes(by: "vertical-scaling", in: analysis).changes.first)
    #expect(change.subject == "box" && change.system.placement.nodePools[0].cpu?.likely == 16)
    #expect(change.system.components.allSatisfy { $0.resources.cpu?.likely == 16 })
  }

  @Test func `two on one machine are paid once`() throws {
    func cost(_ system: System) throws -> Double {
      var system = system
      system.objectives.monthlyCost = .stated(1e9)
      return try #require(try analyze(system, growth: 2).constraints.first { $0.kind == "budget" }).valueNow
    }
    var apart = system()
    for index in apart.components.indices {
      apart.components[index].runsOn = nil
      apart.components[index].resources.cpu = .stated(4)
    }
    #expect(try cost(system()) < cost(apart) / 2)
    func cores(_ system: System) -> Double? {
      Advisor.estimate(system, users: 1).lines.first { $0.name == "cores paid for" }?.value.likely
    }
    #expect(cores(system()) == 4 && cores(apart) == 8)
  }
}
