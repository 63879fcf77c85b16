import TenfoldModel
import Testing

struct ReadingTests {
  private static let conventions = LoweringConventions(
    hop: .stated(0.0005), crossRegion: .stated(0.08), applyTime: .stated(0.0003), serviceGrowth: .stated(0.3),
    commonCause: .stated(0.05))

  private func service(_ name: String, cpu: Double, _ steps: [Step] = []) -> Component {
    Component(
      name: name, kind: .service, resources: Resources(cpu: .stated(1)),
      scaling: Scaling(replicas: .stated(1)),
      operations: [Operation(name: "run", demand: Demand(cpu: .stated(cpu)), steps: steps)])
  }

  private func store(_ replication: Replication?) -> Component {
    Component(
      name: "db", kind: .store, resources: Resources(cpu: .stated(1)),
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.001)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(0.001)), writes: true),
      ], state: StoredState(replication: replication))
  }

  private func read(_ components: [Component], _ calls: [Call]) -> Reading {
    let system = System(
      name: "s", workload: Workload(journeys: [Journey(name: "j", share: .stated(1), calls: calls)]),
      components: components)
    return Reading(Lowering.lower(system, conventions: Self.conventions))
  }

  @Test func `visits multiply along calls, counts and shares`() {
    let branch = Step.choice([
      .init(share: .stated(0.25), steps: [.call(Call(component: "c", count: .stated(4)))])
    ])
    let reading = read(
      [
        service("a", cpu: 0.001, [.call(Call(component: "b", count: .stated(3)))]),
        service("b", cpu: 0.001, [branch]), service("c", cpu: 0.002),
      ], [Call(component: "a")])
    #expect(reading.visits[0] == 1)
    #expect(reading.visits[1] == 3)
    #expect(reading.visits[2] == 3)
    // Utilization law: U = X V S.
    let station = reading.stations[reading.primaryStation[2]]
    #expect(abs(station.utilization(at: 100) - 100 * 3 * 0.002) < 1e-12)
  }

  @Test func `a cycle of calls settles at its fixed point and is reported`() {
    let reading = read(
      [
        service("a", cpu: 0.001, [.call(Call(component: "b"))]),
        service("b", cpu: 0.001, [.call(Call(component: "a", count: .stated(0.5)))]),
      ], [Call(component: "a")])
    // V_a = 1 + V_b / 2 and V_b = V_a, so both are 2.
    #expect(abs(reading.visits[0] - 2) < 1e-6)
    #expect(abs(reading.visits[1] - 2) < 1e-6)
    #expect(reading.system.diagnostics.contains { $0.id == "TF-LOWER-002" })
  }

  /// So many reads of a store, and the cache that answers four of five of them.
  private static func cached(count: Double) -> (call: Call, cache: Component) {
    var call = Call(component: "db", operation: "read", count: .stated(count))
    call.cachedIn = "cache"
    let cache = Component(
      name: "cache", kind: .cache, resources: Resources(cpu: .stated(1)),
      operations: [Operation(name: "get", demand: Demand(cpu: .stated(0.00001)), writes: false)],
      state: StoredState(hitRatio: .stated(0.8)))
    return (call, cache)
  }

  @Test func `a cache takes its hits away from the store`() {
    let (cached, cache) = Self.cached(count: 1)
    let reading = read([store(nil), cache], [cached])
    #expect(abs(reading.visits[0] - 0.2) < 1e-12)
    #expect(abs(reading.visits[2] - 1) < 1e-12)
  }

  @Test
  func `an answer waits for what is called synchronously, its caches among it, and for nothing handed over`()
  {
    let (cached, cache) = Self.cached(count: 2)
    let later = Call(component: "mail", count: .stated(3), mode: .asynchronous)
    let reading = read(
      [
        service("a", cpu: 0.001, [.call(cached), .call(later)]), store(nil), cache,
        service("mail", cpu: 0.001, [.call(cached)]),
      ], [Call(component: "a")])
    // a, db.read, db.write, cache, mail: of the store's 1.6 reads 1.2 are those of mail.
    let expected = [(1.0, 1.0), (1.6, 0.4), (0, 0), (8, 2), (3, 0)]
    for (index, (all, awaited)) in expected.enumerated() {
      #expect(abs(reading.visits[index] - all) < 1e-12, "\(index): \(reading.visits[index])")
      #expect(abs(reading.awaitedVisits()[index] - awaited) < 1e-12)
    }
  }

  @Test func `replicas take reads and replay writes`() {
    let calls = [
      Call(component: "db", operation: "read", count: .stated(0.9)),
      Call(component: "db", operation: "write", count: .stated(0.1)),
    ]
    let reading = read(
      [store(Replication(replicas: .stated(2), readsFrom: .replicas))], calls)
    let primary = reading.stations[reading.primaryStation[0]]
    let replica = reading.stations[reading.replicaStation[0]]
    #expect(abs(primary.demand - 0.1 * 0.001) < 1e-15)
    #expect(abs(replica.demand - (0.9 / 2 + 0.1 * 0.3) * 0.001) < 1e-15)
  }

  @Test(arguments: [(0.6, 0.2468), (0.8, 0.4483), (1.0, 0.6970)])
  func `Che's approximation agrees with its published form over grouped keys`(_ alpha: Double, _ hit: Double)
  {
    let popularity = ZipfPopularity(keyCount: 20_000, exponent: alpha)
    #expect(abs(popularity.hitRatio(entries: 2000) - hit) < 0.002)
  }
}
