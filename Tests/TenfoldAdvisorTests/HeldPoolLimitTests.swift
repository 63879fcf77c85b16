import TenfoldAdvisor
import TenfoldCatalog
import TenfoldModel
import Testing

/// Workers and connections that run out while cores idle.
struct HeldPoolLimitTests {
  /// A service that asks a slow partner, two replicas of four workers each.
  private func shop(
    workers: Double? = 4, delay: Double = 0.5, told: Bool = false, promise: Double = 60
  ) -> System {
    let shop = Component(
      name: "shop", kind: .service, engine: "go", resources: Resources(cpu: .stated(2)),
      scaling: Scaling(replicas: .stated(2)), workers: workers.map { .stated($0) },
      operations: [
        Operation(
          name: "buy", demand: Demand(cpu: .stated(0.002)),
          steps: [.call(Call(component: "partner", operation: "pay"))])
      ])
    let partner = Component(
      name: "partner", kind: .external,
      operations: [Operation(name: "pay", demand: Demand(delay: .stated(delay)), writes: told)])
    return System(
      name: "s",
      workload: Workload(
        users: .stated(20), requestsPerUser: .stated(0.1),
        journeys: [Journey(name: "checkout", calls: [Call(component: "shop", operation: "buy")])]),
      components: [shop, partner], objectives: Objectives(overall: .init(p99: .stated(promise))))
  }

  private func analyze(_ system: System, users: Double = 1000) throws -> Analysis {
    try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(targetUsers: users, samples: 16))
  }

  @Test func `workers are held for as long as Little's law says`() throws {
    let found = try analyze(shop())
    let limit = try #require(found.constraints.first { $0.id == "workers:shop" })
    // 8 workers, held for the CPU time, the partner's answer and the way there and back.
    let hop = Catalog.required("network hop").likely
    let expected = 8 / (0.002 + 0.5 + hop) / 0.1
    let users = try #require(limit.breaksAtUsers).likely
    #expect(abs(users / expected - 1) < 0.02)
    #expect(limit.family == .communication)
    #expect(limit.explanation.contains("all 4 workers on each of 2 replicas"), "\(limit.explanation)")
    #expect(try #require(found.constraints.first).id == "workers:shop")
  }

  @Test func `unknown workers are not a limit`() throws {
    let found = try analyze(shop(workers: nil))
    #expect(!found.constraints.contains { $0.kind == "workers" })
  }

  @Test func `what fills up by waiting is helped by more threads, not by more cores`() throws {
    let found = try analyze(shop())
    let first = try #require(found.plan.first)
    #expect(first.remedy == "pool-sizing", "\(first.action)")
    #expect(first.action.contains("workers"))
  }

  @Test func `a slow partner is named, and told later where its answer is not needed`() throws {
    let asked = try analyze(shop(workers: nil, delay: 2, promise: 3))
    let limit = try #require(asked.constraints.first { $0.id == "latency:checkout" })
    #expect(limit.explanation.contains("at partner"), "\(limit.explanation)")
    #expect(asked.rejected.contains { $0.remedy == "async-messaging" && $0.subject == "partner" })
    let told = try analyze(shop(workers: nil, delay: 2, told: true, promise: 3))
    #expect(told.plan.first?.remedy == "async-messaging", "\(told.plan.first?.action ?? "no plan")")
  }

  @Test func `a pool that a saturated database fills has the database as its cause`() throws {
    var system = shop(workers: 64, delay: 0.001)
    system.components[0].operations[0].steps = [.call(Call(component: "db", operation: "read"))]
    system.components[1] = Component(
      name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(1)),
      operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.02)), writes: false)],
      state: StoredState())
    let found = try analyze(system)
    let pool = try #require(found.constraints.first { $0.id == "workers:shop" }?.breaksAtUsers)
    let cores = try #require(found.constraints.first { $0.id == "saturation:db" }?.breaksAtUsers)
    #expect(pool.likely <= cores.likely * 1.0001 && pool.likely > cores.likely * 0.9)
    #expect(found.plan.first?.remedy != "pool-sizing")
  }
}
