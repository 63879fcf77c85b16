import TenfoldModel
import Testing

@testable import TenfoldSimulation

/// Data and failures together: caches that lose their keys, primaries that fail, quorums with members gone.
struct DataFailureTests {
  typealias Sample = SampleSystem

  /// Runs without warm-up, balancers noticing at once.
  private static func run(
    _ system: System, duration: Double, runs: Int = 1, _ events: [SystemEvent]
  ) throws -> SimulationReport {
    try Sample.run(system, duration: duration) {
      $0.events = events
      $0.removesWarmUp = false
      $0.noticeTime = 0
      $0.length.runs = runs
    }
  }

  // MARK: Caches

  @Test(arguments: [0.0, 8])
  func `a cache that was emptied or gone asks for each of its keys once more`(_ outage: Double) throws {
    let system = CacheTests.shop(keys: 300, exponent: 0.8, entries: 300, rate: 50)
    let event =
      outage > 0
      ? SystemEvent.outage(.component("cache"), from: 8, until: 8 + outage)
      : .cacheFlush(component: "cache", at: 8)
    let report = try Self.run(system, duration: 32, runs: 4, [event])
    let reads = report.component("db").throughput.estimate * 32
    let popularity = ZipfPopularity(keyCount: 300, exponent: 0.8)
    // Every request while it is gone, then each key once that is asked for.
    let asked = 50 * (24 - outage)
    let distinct = zip(popularity.counts, popularity.shares).reduce(0) { sum, group in
      sum + group.0 * (1 - exponential(-group.1 * asked))
    }
    let expected = 50 * outage + distinct
    #expect(abs(reads - expected) < 4 * (expected / 4).squareRoot(), "\(reads) reads, \(expected) expected")
    #expect(report.journey.failures.isEmpty)
  }

  @Test func `callers that are lost leave a fetch, and those that wait elsewhere are told`() throws {
    var system = CacheTests.shop(
      keys: 1, exponent: 0, entries: 1, rate: 40, timeToLive: 1, fetchTime: 0.25, coalesces: true)
    system.components[0].scaling.replicas = .stated(2)
    let report = try Self.run(
      system, duration: 64,
      [.failures(.init(target: .eachReplica(of: "api"), timeBetween: 2, repairTime: 0.5))])
    // None hangs: users get as many answers as they ask questions, but for what is under way in the end.
    let (offered, ended) = report.slices.reduce((0, 0)) {
      ($0.0 + $1.offered * 2, $0.1 + ($1.goodput + $1.failed) * 2)
    }
    #expect(offered - ended <= 40, "\(offered) offered, \(ended) ended")
    #expect((report.journey.failures[.lost]?.estimate ?? 0) > 0)
  }

  // MARK: Primaries

  private static func copied(_ events: [SystemEvent], runs: Int = 1) throws -> SimulationReport {
    try Self.run(
      StalenessTests.system(
        [StalenessTests.store(keys: 1000, exponent: 0, copies: 2, lag: 0.5)], reads: 100, writes: 100),
      duration: 64, runs: runs, events)
  }

  @Test func `a primary that is back before a copy takes over loses no write`() throws {
    let report = try Self.copied([.outage(.replicas(of: "db", count: 1), from: 20, until: 24)])
    let behavior = try #require(report.component("db").behavior)
    #expect(behavior.lostWrites == 0)
    // What was on its way in the last half second comes four seconds late.
    #expect(try #require(behavior.staleAges[0.99]).estimate > 1)
    #expect(!report.happenings.contains { $0.text.contains("takes over") })
  }

  @Test func `a lost primary comes back as a copy that has all`() throws {
    let outage = SystemEvent.outage(.replicas(of: "db", count: 1), from: 20, until: 40)
    let report = try Self.copied([outage], runs: 2)
    let behavior = try #require(report.component("db").behavior)
    // Failover takes five seconds: writes of half a second are lost in each run, and none later.
    #expect(abs(try #require(behavior.lostWrites) - 100) < 4 * 10)
    let failed = report.journeys[1].failures.values.reduce(0) { $0 + $1.estimate } * 64
    #expect(abs(failed - 500) < 4 * 500.0.squareRoot())
    // A copy that lacked what was written for fifteen seconds would show old data to a third of the reads.
    #expect(try #require(behavior.staleShare).estimate < 0.06)
    #expect(report.slices[13...].allSatisfy { $0.failed == 0 })
  }

  @Test func `a copy that was gone has what it missed`() throws {
    let usual = try #require(Self.copied([]).component("db").behavior?.staleShare)
    let report = try Self.run(
      StalenessTests.system(
        [StalenessTests.store(keys: 1000, exponent: 0, copies: 1, lag: 0.5)], reads: 100, writes: 100),
      duration: 64, [.failures(.init(target: .eachReplica(of: "db"), timeBetween: 30, repairTime: 1))])
    let behavior = try #require(report.component("db").behavior)
    #expect(behavior.lostWrites != nil)
    #expect(try #require(behavior.staleShare).estimate < 2 * usual.estimate)
  }

  // MARK: Quorums

  private static func ring(_ gone: Int) throws -> SimulationReport {
    let store = Component(
      name: "ring", kind: .store,
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.001)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(0.001)), writes: true),
      ],
      state: StoredState(
        replication: Replication(
          replicas: .stated(2), mode: .quorum, readQuorum: .stated(2), writeQuorum: .stated(2)),
        keys: KeyPopularity(count: .stated(50), zipfExponent: .stated(0.9))))
    let system = Sample.system(
      [
        Sample.service(
          "api",
          [
            .call(Call(component: "ring", operation: "write")),
            .call(Call(component: "ring", operation: "read")),
          ]), store,
      ], rate: 50)
    return try Self.run(
      system, duration: 32, [.outage(.replicas(of: "ring", count: gone), from: 8, until: 16)])
  }

  @Test func `a quorum answers while one of three is gone, and not while two are`() throws {
    let one = try Self.ring(1)
    #expect(one.journey.failures.isEmpty)
    #expect(one.component("ring").behavior?.staleShare?.estimate == 0)
    let two = try Self.ring(2)
    let failed = two.journey.failures.values.reduce(0) { $0 + $1.estimate } * 32
    #expect(abs(failed - 400) < 4 * 20)
    #expect((8..<16).allSatisfy { two.slices[$0].goodput <= (($0 == 8) ? 5 : 0) })
    #expect(two.slices[16...].allSatisfy { $0.failed == 0 })
    #expect(two.component("ring").behavior?.staleShare?.estimate == 0)
  }

  // MARK: Everything

  /// Sagas over tied and limited calls, a cache with keys before copies, a quorum, a projection fed by a topic in order.
  private static var everything: System {
    let patient = Resilience(timeout: .stated(0.5), retryLimit: .stated(2), backoff: .stated(0.05))
    let tied = Resilience(retryLimit: .stated(1), isTied: true, bulkhead: .stated(8))
    func store(_ name: String, _ state: StoredState) -> Component {
      Component(
        name: name, kind: .store,
        operations: [
          Operation(
            name: "read", demand: Demand(cpu: .stated(0.002), delay: .stated(0.002)), writes: false),
          Operation(
            name: "write", demand: Demand(cpu: .stated(0.002), delay: .stated(0.002)), writes: true),
        ], state: state)
    }
    let keys = KeyPopularity(count: .stated(500), zipfExponent: .stated(0.9), entrySize: .stated(1000))
    let db = store(
      "db",
      StoredState(
        replication: Replication(
          replicas: .stated(2), readsFrom: .all, lag: .stated(0.2), failoverTime: .stated(1)),
        sharding: Sharding(count: .stated(2), scatterShare: .stated(0.1)), keys: keys))
    let ring = store(
      "ring",
      StoredState(
        replication: Replication(
          replicas: .stated(2), mode: .quorum, readQuorum: .stated(2), writeQuorum: .stated(2)), keys: keys))
    let view = store("view", StoredState(projection: Projection(of: "db", via: "events", lag: .stated(1))))
    let cache = Component(
      name: "cache", kind: .cache, resources: Resources(memory: .stated(200_000)),
      operations: [Operation(name: "get", demand: Demand(cpu: .stated(0.0005)), writes: false)],
      state: StoredState(keys: keys, timeToLive: .stated(2), coalescesMisses: true))
    let topic = Component(
      name: "events", kind: .topic,
      operations: [
        Operation(name: "publish", steps: [.call(Call(component: "projector", mode: .asynchronous))])
      ],
      messaging: Messaging(
        partitions: .stated(4), consumers: [.init(component: "projector")],
        deliveryLimit: .stated(3), redeliveryPause: .stated(0.1), keys: keys))
    var leaf = Sample.service("leaf", cpu: 0.01, replicas: 3)
    leaf.balancing = LoadBalancing(policy: .sameZone)
    var payment = SagaTests.participant("payment", fails: 0.1, undoFails: 0.1)
    payment.operations[0].demand = Demand(cpu: .stated(0.005))
    payment.scaling.replicas = .stated(2)
    payment.balancing = LoadBalancing(policy: .consistentHash)
    payment.admission = AdmissionControl(rule: .vegas, limit: .stated(10))
    let order = Sample.service(
      "order", cpu: 0.002, replicas: 3,
      [
        .call(Call(component: "db", operation: "write", resilience: patient)),
        .call(Call(component: "payment", operation: "do", undo: "payment.undo")),
        .parallel([
          .call(Call(component: "leaf", resilience: tied)),
          .call(Call(component: "ring", operation: "write", resilience: patient)),
          .call(Call(component: "db", operation: "read", cachedIn: "cache")),
        ]),
        .call(Call(component: "ring", operation: "read")),
        .call(Call(component: "view", operation: "read", isOptional: true)),
        .call(Call(component: "events", mode: .asynchronous, outboxInterval: .stated(0.2))),
      ])
    let projector = Sample.service(
      "projector", replicas: 2, [.call(Call(component: "view", operation: "write"))])
    var system = Sample.system(
      [order, payment, leaf, projector, topic, cache, db, ring, view], rate: 40)
    system.placement = Placement(regions: [Region(name: "here", zones: .stated(2))])
    return system
  }

  @Test(arguments: CoreSharing.allCases, [1, 2, 3])
  func `every request is answered or failed, whatever it is about and whatever fails`(
    _ sharing: CoreSharing, _ seed: UInt64
  ) throws {
    let failing = ["order", "payment", "leaf", "projector", "cache", "db", "ring", "view"]
    let report = try Sample.run(Self.everything, duration: 64, seed: seed) {
      $0.coreSharing = sharing
      $0.removesWarmUp = false
      $0.noticeTime = 0.5
      // Nothing is asked after 32 s, so that all that was asked has ended by 64 s.
      $0.curve = LoadCurve(.rate, phases: [.hold(40, duration: 32), .hold(0, duration: nil)])
      $0.events =
        failing.map {
          .failures(.init(target: .eachReplica(of: $0), timeBetween: 6, repairTime: 1))
        } + [
          .failures(.init(target: .whole(.zone(1, region: "here")), timeBetween: 15, repairTime: 1)),
          .outage(.link("order", "ring"), from: 6, until: 7), .cacheFlush(component: "cache", at: 8),
          .outage(.component("db"), from: 10, until: 12),
          .slowdown(component: "ring", factor: 5, from: 14, until: 18),
          .errors(component: "db", share: 0.2, from: 14, until: 18),
          .deployment(.init(component: "ring", at: 20, method: .byHand(downtime: 1))),
          .deployment(.init(component: "db", at: 24, method: .byHand(downtime: 1))),
          .deployment(
            .init(component: "order", at: 12, method: .canary([.init(share: 0.3, duration: 5)]), startTime: 1)
          ),
          .deployment(
            .init(component: "leaf", at: 12, method: .rolling(surge: 0.5, unavailable: 0.5), startTime: 1)),
        ]
    }
    let offered = report.slices.reduce(0) { $0 + $1.offered } * 2
    let ended = report.slices.reduce(0) { $0 + $1.goodput + $1.failed } * 2
    #expect(offered > 1000 && abs(offered - ended) < 1e-6, "\(offered) offered, \(ended) ended")
    #expect(report.slices[31].failed == 0)
    for component in report.components {
      #expect(component.utilization.estimate <= 1 && component.utilization.estimate >= 0)
      #expect(component.coreQueue.estimate >= 0)
    }
    #expect(report.journey.throughput.estimate > 1)
    #expect(report.component("db").behavior?.lostWrites != nil)
  }
}
