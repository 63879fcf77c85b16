import TenfoldAdvisor
import TenfoldCatalog
import TenfoldModel
import Testing

struct GrowthLimitTests {
  private func web(replicas: Double, autoscaler: Autoscaler? = nil) -> Component {
    Component(
      name: "web", kind: .service, engine: "go", resources: Resources(cpu: .stated(1)),
      scaling: Scaling(replicas: .stated(replicas), autoscaler: autoscaler),
      operations: [
        Operation(
          name: "get", demand: Demand(cpu: .stated(0.01)),
          steps: [.call(Call(component: "db", operation: "read"))])
      ])
  }

  private func system(_ web: Component, delivery: Delivery = Delivery(), limit: Double? = nil) -> System {
    let database = Component(
      name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(8)),
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.0001)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(0.0005)), writes: true),
      ],
      state: StoredState(
        connectionLimit: limit.map { .stated($0) }, connectionsPerReplica: ["web": .stated(10)]))
    return System(
      name: "s",
      workload: Workload(
        users: .stated(100), requestsPerUser: .stated(0.1),
        journeys: [Journey(name: "browse", calls: [Call(component: "web", operation: "get")])]),
      components: [web, database], delivery: delivery)
  }

  private func breaks(_ id: String, _ system: System) throws -> Double {
    let analysis = try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions(samples: 16))
    let constraint = try #require(analysis.constraints.first { $0.id == id }, "\(id)")
    return constraint.breaksAtUsers?.likely ?? .infinity
  }

  @Test func `more replicas never break earlier`() throws {
    var last = 0.0
    for replicas in 1...12 {
      let users = try breaks("saturation:web", system(web(replicas: Double(replicas))))
      #expect(abs(users - Double(replicas) * 1000) < 1e-6)
      let latency = try breaks("latency:browse", system(web(replicas: Double(replicas))))
      #expect(latency >= last && latency <= users)
      last = latency
    }
  }

  @Test func `an autoscaler counts at its maximum`() throws {
    let scaled = web(replicas: 1, autoscaler: Autoscaler(maximum: .stated(20), target: .stated(0.5)))
    #expect(abs(try breaks("saturation:web", system(scaled)) - 20_000) < 1e-6)
  }

  @Test func `connections break where the autoscaler's pools exceed the limit`() throws {
    let scaled = web(replicas: 1, autoscaler: Autoscaler(maximum: .stated(20), target: .stated(0.5)))
    // 10 replicas bring 100 connections at 0.5 utilization each: beyond 500 requests/s, 5000 users.
    let users = try breaks("connections:db", system(scaled, limit: 100))
    #expect(abs(users / 5000 - 1) < 0.002)
  }

  @Test func `people break where growing services fill their hours`() throws {
    let delivery = Delivery(
      method: .manual, changesPerServiceAndWeek: .stated(2), handsOnTime: .stated(3600), people: .stated(1),
      peopleShare: .stated(0.25))
    // One service x 2 x 1 h against 10 h: services may grow fivefold, users 5^(1/0.3) = 213.7 times.
    let users = try breaks("hands-on-time:deployments", system(web(replicas: 2), delivery: delivery))
    #expect(abs(users / 21_375 - 1) < 0.005)
    let pipeline = Delivery(
      method: .pipeline, changesPerServiceAndWeek: .stated(2), handsOnTime: .stated(360), people: .stated(1),
      peopleShare: .stated(0.25))
    #expect(
      try breaks("hands-on-time:deployments", system(web(replicas: 2), delivery: pipeline)) > users * 100)
  }

  @Test func `a stated promise of availability is broken from the first user when parts cannot keep it`()
    throws
  {
    var promised = system(web(replicas: 2))
    promised.objectives.overall.availability = .stated(0.99999)
    let users = try breaks("availability:browse", promised)
    #expect(users == 1)
    promised.objectives.overall.availability = .stated(0.9)
    #expect(try breaks("availability:browse", promised) > 1000)
  }

  @Test func `replicas fall behind where the one process that replays writes is busy`() throws {
    var copied = system(web(replicas: 2))
    copied.workload.journeys = [
      Journey(
        name: "put",
        calls: [Call(component: "db", operation: "write"), Call(component: "db", operation: "read")])
    ]
    copied["db"]?.state?.replication = Replication(
      replicas: .stated(2), readsFrom: .replicas, lag: .stated(0.01))
    // One process replays a write in 30 us: at most 33,333 writes/s, 333,333 users.
    let users = try breaks("staleness:db", copied)
    #expect(users < 333_334 && users > 330_000)
    // Copies that repeat each write do so on all their cores, but take as long as the write: 0.5 ms.
    copied["db"]?.engine = "cassandra"
    let repeating = try breaks("staleness:db", copied)
    let cores = try #require(Catalog.completed(copied).system["db"]?.resources.cpu?.likely)
    #expect(repeating < 20_000 * cores && repeating > 19_500 * cores)
  }

  @Test func `a limit that is only assumed is left out when today's load refutes it`() throws {
    let analysis = try Advisor.analyze(
      system(web(replicas: 50)), inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(samples: 16))
    #expect(!analysis.constraints.contains { $0.id == "connections:db" })
    #expect(analysis.diagnostics.contains { $0.id == "TF-ASSUME-003" })
  }
}
