import TenfoldAdvisor
import TenfoldModel
import Testing

/// What relieves a store by another shape of its queries or of its data.
struct StoreRemedyTests {
  private func analyze(
    _ steps: [Step], store: (inout Component) -> Void = { _ in }, growth: Double = 4, workload: Double = 1000
  ) throws -> Analysis {
    var db = Component(
      name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(16)),
      operations: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)],
      state: StoredState(), observed: [ObservedLoad(utilization: .stated(0.85))])
    store(&db)
    let app = Component(
      name: "app", kind: .service, scaling: Scaling(replicas: .stated(100)),
      operations: [Operation(name: "get", demand: Demand(cpu: .stated(0.001)), steps: steps)])
    return try Advisor.analyze(
      System(
        name: "store", workload: Workload(arrivalRate: .stated(workload)), components: [app, db]),
      inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: growth, samples: 4))
  }

  private func read(count: Double = 1) -> Step {
    var call = Call(component: "db", operation: "read")
    call.count = .stated(count)
    return .call(call)
  }

  private func write(share: Double) -> Step {
    .choice([.init(share: .stated(share), steps: [.call(Call(component: "db", operation: "write"))])])
  }

  @Test(arguments: [0.5, 0.7, 0.9])
  func `slow queries are made fast first, and by as much as they take`(_ share: Double) throws {
    let analysis = try analyze(
      [read(), write(share: 0.3)], store: { $0.state?.slowQueryShare = .stated(share) })
    let first = try #require(analysis.plan.first)
    #expect(first.remedy == "query-index-tuning")
    // A tenth of the share is left, so the load at which the store is busy all the time grows by its inverse.
    let reached = try #require(first.reachesUsers).likely / 10_000
    #expect(abs(reached * 0.85 * (1 - 0.9 * share) - 1) < 0.02 || reached < 1 / 0.85 / (1 - 0.9 * share))
    let untold = try analyze([read(), write(share: 0.3)])
    #expect(!untold.plan.contains { $0.remedy == "query-index-tuning" })
  }

  @Test(arguments: [100.0, 400])
  func `what one request reads many times is kept ready, where few write`(_ count: Double) throws {
    let few = try analyze([read(count: count), write(share: 0.01)])
    #expect(few.plan.first?.remedy == "materialized-precompute")
    // Writes that come as often as reads would each become that many.
    let many = try analyze([read(count: count), write(share: 1)])
    #expect(many.plan.first?.remedy != "materialized-precompute")
  }

  @Test func `writes of an operation that reads beside them do not wait in a topic`() throws {
    let mixed = try analyze([read(), write(share: 0.9)])
    #expect(!mixed.plan.contains { $0.remedy == "async-messaging" })
    let refusal = try #require(mixed.rejected.first { $0.remedy == "async-messaging" })
    #expect(refusal.reason.contains("beside writing"))
  }

  @Test func `services without state that run several replicas get more and not bigger ones`() throws {
    let analysis = try analyze([], growth: 20, workload: 50_000)
    #expect(analysis.plan.allSatisfy { $0.remedy != "vertical-scaling" || $0.subject != "app" })
  }

  @Test func `the sum of two halves of a divided bottleneck is no more than the whole was`() throws {
    let db = Component(
      name: "db", kind: .store, engine: "mysql",
      resources: Resources(cpu: .stated(64), biggerSizes: .stated(0)),
      operations: [Operation(name: "write", writes: true)],
      observed: [ObservedLoad(utilization: .stated(0.85))])
    let clients = (0..<4).map { index in
      Component(
        name: "team\(index)", kind: .service, scaling: Scaling(replicas: .stated(100)),
        operations: [
          Operation(
            name: "do", demand: Demand(cpu: .stated(0.0001)),
            steps: [
              .call(Call(component: "db", operation: "write")),
              .call(Call(component: "db", operation: "write")),
            ])
        ])
    }
    let analysis = try Advisor.analyze(
      System(
        name: "shared", workload: Workload(arrivalRate: .stated(1000), growthPerYear: .stated(1.5)),
        components: clients + [db]),
      inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions(growth: 3, samples: 4))
    let moves = analysis.plan.map(\.remedy) + analysis.rejected.map(\.remedy)
    #expect(moves.contains("db-vertical-partition"))
    let left = analysis.rejected.first { $0.remedy == "db-vertical-partition" }
    #expect(left.map { !$0.reason.contains("relieves nothing") } ?? true)
  }

  @Test(arguments: [10_000.0, 50_000, 200_000])
  func `a new cache answers the reads of the goal and is no bottleneck before it`(_ rate: Double) throws {
    let analysis = try analyze([read(), write(share: 0.02)], growth: 5, workload: rate)
    let cached = analysis.plan.contains { $0.remedy == "cache-aside" }
    #expect(cached)
    #expect(!analysis.plan.contains { $0.subject == "db-cache" })
    #expect(
      !analysis.plan.contains { $0.nextConstraint == "saturation:db-cache" && $0 != analysis.plan.last })
  }

  @Test func `a bill that is too high for idle machines is cut to what they do, not to what they might`()
    throws
  {
    let app = Component(
      name: "app", kind: .service, resources: Resources(cpu: .stated(8)),
      scaling: Scaling(replicas: .stated(40)),
      operations: [Operation(name: "get")], observed: [ObservedLoad(utilization: .stated(0.1))])
    for most in [4000.0, 1e6] {
      let analysis = try Advisor.analyze(
        System(
          name: "bill", workload: Workload(arrivalRate: .stated(1000)), components: [app],
          objectives: Objectives(monthlyCost: .stated(most))),
        inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions(samples: 4))
      let first = try #require(analysis.plan.first)
      #expect((first.remedy == "right-size-spot") == (most < 1e5))
      #expect(most > 1e5 || first.monthlyCost.likely < 0)
    }
  }
}
