import TenfoldCatalog
import TenfoldModel
import Testing

/// Capacities of a PostgreSQL primary with replicas and a cache, measured on servers with a CPU quota each:
/// 1207 reads/s per node, a write costing 0.65 of a read, 90 % reads, open-loop load.
struct MeasuredCapacityTests {
  private func capacity(replicas: Double, hitRatio: Double?) -> Double {
    let read = 1.0 / 1207
    var state = StoredState()
    if replicas > 0 {
      state.replication = Replication(replicas: .stated(replicas), readsFrom: .replicas)
    }
    var get = Call(component: "db", operation: "read", count: .stated(0.9))
    var components = [
      Component(
        name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(1)),
        operations: [
          Operation(name: "read", demand: Demand(cpu: .stated(read)), writes: false),
          Operation(name: "write", demand: Demand(cpu: .stated(0.65 * read)), writes: true),
        ], state: state)
    ]
    if let hitRatio {
      get.cachedIn = "cache"
      components.append(
        Component(
          name: "cache", kind: .cache, engine: "redis", state: StoredState(hitRatio: .stated(hitRatio))))
    }
    let put = Call(component: "db", operation: "write", count: .stated(0.1))
    let system = System(
      name: "lab",
      workload: Workload(journeys: [Journey(name: "query", share: .stated(1), calls: [get, put])]),
      components: components)
    let reading = Reading(Catalog.lower(Catalog.completed(system).system))
    return reading.stations.map(\.saturationRate).min() ?? 0
  }

  @Test(arguments: [
    // replicas, hit ratio, completed queries/s; the primary alone was measured at 1001 to 1236.
    (0.0, nil, 1236.0, 0.05), (2, nil, 2574, 0.05), (0, 0.9, 7850, 0.05),
  ])
  func `capacity agrees with the servers within a twentieth`(
    _ replicas: Double, _ hitRatio: Double?, _ measured: Double, _ tolerance: Double
  ) {
    #expect(abs(capacity(replicas: replicas, hitRatio: hitRatio) / measured - 1) < tolerance)
  }

  @Test func `writes are the floor whatever copies and cache do`() {
    let floor = 1207 / (0.65 * 0.1)
    #expect(abs(capacity(replicas: 5, hitRatio: 0.9999) / floor - 1) < 0.01)
  }
}
