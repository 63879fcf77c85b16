import TenfoldCatalog
import TenfoldModel
import Testing

/// Capacities of a PostgreSQL primary with replicas and a cache, measured on servers with a CPU quota each:
/// 1207 reads/s per node, a write costing 0.65 of a read, 90 % reads, open-loop load.
struct MeasuredCapacityTests {
  private static let read = 1.0 / 1207
  /// A write over a read.
  private static let writeCost = 0.65

  private func capacity(replicas: Double, hitRatio: Double?, writes: Double = 0.1) -> Double {
    let read = Self.read
    var state = StoredState()
    if replicas > 0 {
      state.replication = Replication(replicas: .stated(replicas), readsFrom: .replicas)
    }
    var get = Call(component: "db", operation: "read", count: .stated(1 - writes))
    var components = [
      Component(
        name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(1)),
        operations: [
          Operation(name: "read", demand: Demand(cpu: .stated(read)), writes: false),
          Operation(name: "write", demand: Demand(cpu: .stated(Self.writeCost * read)), writes: true),
        ], state: state)
    ]
    if let hitRatio {
      get.cachedIn = "cache"
      components.append(
        Component(
          name: "cache", kind: .cache, engine: "redis",
          // The cache itself is not what is measured here: it takes next to nothing.
          operations: [Operation(name: "get", demand: Demand(cpu: .stated(1e-9)), writes: false)],
          state: StoredState(hitRatio: .stated(hitRatio))))
    }
    let put = Call(component: "db", operation: "write", count: .stated(writes))
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

  /// CPU of a request at the primary and at each replica, in reads: the law that the measured table obeys, with the CPU that
  /// a replica spends to replay a write.
  private func demands(_ replicas: Double, _ hitRatio: Double, _ writes: Double) throws -> (Double, Double) {
    let replay = try #require(Catalog.entry("store applyTime")).likely / Self.read
    let reads = (1 - writes) * (1 - hitRatio)
    guard replicas > 0 else { return (Self.writeCost * writes + reads, 0) }
    return (Self.writeCost * writes, reads / replicas + min(replay, Self.writeCost) * writes)
  }

  @Test(arguments: [0.02, 0.1, 0.3, 0.5, 0.8])
  func `capacity follows the law for any share of writes, hit ratio and number of replicas`(
    _ writes: Double
  ) throws {
    for replicas in [0.0, 1, 2, 5] {
      for hitRatio in [nil, 0.3, 0.9, 0.99] {
        let (primary, replica) = try demands(replicas, hitRatio ?? 0, writes)
        let wanted = 1 / Self.read / max(primary, replica)
        let found = capacity(replicas: replicas, hitRatio: hitRatio, writes: writes)
        #expect(abs(found / wanted - 1) < 1e-3, "\(replicas) replicas, hit ratio \(hitRatio ?? 0)")
      }
    }
  }

  @Test(arguments: [(2.0, 0.9), (2, 0.7), (4, 0.95)])
  func `a cache carries more than replicas up to the share of writes at which the law turns it round`(
    _ replicas: Double, _ hitRatio: Double
  ) throws {
    func isCacheBetter(_ writes: Double) -> Bool {
      capacity(replicas: 0, hitRatio: hitRatio, writes: writes)
        > capacity(replicas: replicas, hitRatio: nil, writes: writes)
    }
    // reads (1 - h) + 0.65 w at the one, reads / n + replay w at the others: equal at this w.
    let (_, replay) = try demands(1e9, 0, 1)
    let gain = 1 / replicas - (1 - hitRatio)
    let turn = gain / (gain + Self.writeCost - replay)
    #expect(isCacheBetter(turn - 0.01) && !isCacheBetter(turn + 0.01), "turns at \(turn)")
  }

  @Test func `writes are the floor whatever copies and cache do`() {
    let floor = 1207 / (0.65 * 0.1)
    #expect(abs(capacity(replicas: 5, hitRatio: 0.9999) / floor - 1) < 0.01)
  }
}
