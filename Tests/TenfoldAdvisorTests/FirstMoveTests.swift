import TenfoldAdvisor
import TenfoldModel
import Testing

/// What is done first against limits that no machine cures, on small systems made for one property each.
struct FirstMoveTests {
  private func analyze(_ system: System, growth: Double? = nil) throws -> Analysis {
    try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: growth, samples: 8))
  }

  /// A service that reads, and where asked writes, one store.
  private func reader(
    of store: Component, workload: Workload = Workload(arrivalRate: .stated(500)), writes: Double = 0,
    cache: Component? = nil
  ) -> System {
    var read = Call(component: store.name, operation: "read")
    read.cachedIn = cache?.name
    let steps: [Step] = [
      .choice([
        .init(share: .stated(1 - writes), steps: [.call(read)]),
        .init(share: .stated(writes), steps: [.call(Call(component: store.name, operation: "write"))]),
      ])
    ]
    let web = Component(
      name: "web", kind: .service, scaling: Scaling(replicas: .stated(40)),
      operations: [Operation(name: "page", demand: Demand(cpu: .stated(0.0005)), steps: steps)])
    return System(name: "reader", workload: workload, components: [web, store] + [cache].compactMap(\.self))
  }

  private func store(
    engine: String = "mysql", state: StoredState = StoredState(), observed: [ObservedLoad] = [],
    resources: Resources = Resources()
  ) -> Component {
    Component(
      name: "data", kind: .store, engine: engine, resources: resources,
      operations: [
        Operation(name: "read", demand: Demand(cpu: observed.isEmpty ? .stated(0.0002) : nil), writes: false),
        Operation(name: "write", demand: Demand(cpu: observed.isEmpty ? .stated(0.0004) : nil), writes: true),
      ], state: state, observed: observed)
  }

  // MARK: A popular key

  @Test(arguments: [30_000.0, 60_000, 200_000])
  func `misses of a key asked for faster than the store reads are joined first`(_ rate: Double) throws {
    let hot = Component(
      name: "hot", kind: .cache, engine: "memcached",
      state: StoredState(
        keys: KeyPopularity(hottestRate: .stated(rate)), hitRatio: .stated(0.99), coalescesMisses: false))
    let open = try analyze(reader(of: store(), workload: Workload(arrivalRate: .stated(300_000)), cache: hot))
    #expect(open.constraints.contains { $0.kind == "stampede" && $0.isViolatedNow })
    #expect(open.plan.first?.remedy == "request-coalescing")
    var joined = hot
    joined.state?.coalescesMisses = true
    let closed = try analyze(
      reader(of: store(), workload: Workload(arrivalRate: .stated(300_000)), cache: joined))
    #expect(!closed.constraints.contains { $0.kind == "stampede" })
  }

  // MARK: Tenants

  @Test(arguments: [1.0, 2, 3, 5, 40])
  func `a store stops the tenants of one of its parts, and too many below four parts`(_ parts: Double) throws
  {
    let state = StoredState(sharding: Sharding(count: .stated(parts), key: "customer"))
    let workload = Workload(
      arrivalRate: .stated(500), tenants: Tenants(count: .stated(2000), key: "customer"))
    let analysis = try analyze(reader(of: store(state: state), workload: workload))
    let radius = try #require(analysis.constraints.first { $0.kind == "blast-radius" })
    #expect(abs(radius.valueNow - 1 / parts) < 1e-9)
    #expect(radius.isViolatedNow == (parts < 4))
    let isolates = ["bulkheads", "cells-shuffle-sharding"]
    #expect(analysis.plan.contains { isolates.contains($0.remedy) } == (parts < 4))
  }

  // MARK: Machines

  @Test func `no bigger machine is proposed where there is none`() throws {
    let busy = [ObservedLoad(arrivalRate: .stated(500), utilization: .stated(0.9))]
    for sizes in [0.0, 3] {
      let analysis = try analyze(
        reader(
          of: store(observed: busy, resources: Resources(cpu: .stated(16), biggerSizes: .stated(sizes))),
          writes: 0.8))
      let tried =
        analysis.rejected
        + analysis.plan.map { Rejection(remedy: $0.remedy, subject: $0.subject, reason: "") }
      let bigger = try #require(tried.first { $0.remedy == "vertical-scaling" && $0.subject == "data" })
      #expect(bigger.reason.contains("largest") == (sizes == 0))
    }
  }

  @Test(arguments: ["cassandra", "scylladb", "bigtable", "spanner"])
  func `a store that divides itself gets nodes, in proportion to the growth`(_ engine: String) throws {
    var cluster = store(
      engine: engine, observed: [ObservedLoad(arrivalRate: .stated(500), utilization: .stated(0.6))])
    cluster.scaling.replicas = .stated(30)
    // Keys without a favourite, so that every node gets the same.
    cluster.state?.keys = KeyPopularity(count: .stated(1e9), zipfExponent: .stated(0))
    let first = try #require(try analyze(reader(of: cluster, writes: 1), growth: 4).plan.first)
    #expect(first.remedy == "stateless-horizontal" && first.subject == "data")
    #expect(
      first.action.contains("run 120 nodes") || first.action.contains("run 121 nodes"), "\(first.action)")
  }

  @Test func `the busiest of uneven shards is spread before anything is bought for all`() throws {
    let state = StoredState(sharding: Sharding(count: .stated(500), key: "customer"))
    let seen = [ObservedLoad(utilization: .stated(0.95), medianUtilization: .stated(0.04))]
    let analysis = try analyze(reader(of: store(state: state, observed: seen), writes: 0.4), growth: 3)
    #expect(analysis.plan.first?.remedy == "hot-key-split")
  }

  // MARK: People

  @Test(arguments: [20.0, 60, 300])
  func `many services alike that keep people busy become one`(_ count: Double) throws {
    var worker = Component(
      name: "worker", kind: .service, scaling: Scaling(replicas: .stated(2)),
      operations: [Operation(name: "run", demand: Demand(cpu: .stated(0.001)))])
    worker.alike = .stated(count)
    let system = System(
      name: "workers", workload: Workload(arrivalRate: .stated(100)), components: [worker],
      delivery: Delivery(method: .pipeline, people: .stated(8), caretakers: .stated(3)))
    let analysis = try analyze(system)
    #expect(analysis.constraints.first { $0.kind == "hands-on-time" }?.isViolatedNow == true)
    #expect(analysis.plan.first?.remedy == "merge-services")
  }

  // MARK: Time

  @Test func `what takes longer than the limit is away is no first move where something quicker helps`()
    throws
  {
    for pace in [2.0, 4, 10] {
      for writes in [0.05, 0.3, 0.6, 0.9] {
        let busy = [ObservedLoad(arrivalRate: .stated(500), utilization: .stated(0.9))]
        let system = reader(
          of: store(engine: "postgresql", observed: busy),
          workload: Workload(arrivalRate: .stated(500), growthPerYear: .stated(pace)), writes: writes)
        let first = try #require(try analyze(system).plan.first)
        #expect(first.time.likely <= 30 * 86_400, "\(first.action) at \(writes) writes")
      }
    }
  }

  @Test func `a system far from its limits is left alone unless somebody says that it grows`() throws {
    let idle = [ObservedLoad(arrivalRate: .stated(500), utilization: .stated(0.12))]
    let quiet = reader(of: store(observed: idle), writes: 0.1)
    let rested = try analyze(quiet)
    #expect(rested.plan.first?.remedy == "measure-first")
    #expect(rested.plan.count > 1, "what comes when it has grown follows")
    #expect(try analyze(quiet, growth: 10).plan.first?.remedy != "measure-first")
    var growing = quiet
    growing.workload.growthPerYear = .stated(4)
    #expect(try analyze(growing).plan.first?.remedy != "measure-first")
  }

  @Test func `connections that are open grow with the load and are pooled before they run out`() throws {
    var database = store(observed: [ObservedLoad(arrivalRate: .stated(500), utilization: .stated(0.5))])
    database.state = StoredState(openConnections: .stated(4000))
    let analysis = try analyze(reader(of: database, writes: 0.2))
    let connections = try #require(analysis.constraints.first { $0.kind == "connections" })
    #expect(abs(connections.valueNow - 4000) < 1 && !connections.isViolatedNow)
    #expect(analysis.plan.first?.remedy == "connection-pooling")
  }

  // MARK: Tails

  @Test func `a slow tail behind a fan-out is hedged, unless the copies are busy or there are none`() throws {
    func system(busy: Double, copies: Double) -> System {
      let index = Component(
        name: "index", kind: .store, engine: "elasticsearch",
        operations: [Operation(name: "query", writes: false)],
        state: StoredState(
          replication: Replication(replicas: .stated(copies), readsFrom: .all),
          sharding: Sharding(count: .stated(60))),
        observed: [
          ObservedLoad(
            utilization: .stated(busy), p50: .stated(0.004), p99: .stated(0.03), p999: .stated(0.8))
        ])
      var call = Call(component: "index", operation: "query")
      call.fanOut = .stated(60)
      let front = Component(
        name: "front", kind: .service, scaling: Scaling(replicas: .stated(30)),
        operations: [Operation(name: "search", demand: Demand(cpu: .stated(0.0005)), steps: [.call(call)])])
      return System(
        name: "search", components: [front, index], objectives: Objectives(overall: .init(p99: .stated(0.25)))
      )
    }
    #expect(try analyze(system(busy: 0.3, copies: 2)).plan.first?.remedy == "hedging")
    #expect(try analyze(system(busy: 0.8, copies: 2)).plan.first?.remedy != "hedging")
    let single = try analyze(system(busy: 0.3, copies: 0))
    #expect(single.plan.first?.remedy != "hedging")
  }
}
