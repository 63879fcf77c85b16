import TenfoldModel
import Testing

@testable import TenfoldSimulation

/// Everything at once, and what a report says of it.
struct SceneTests {
  typealias Sample = SampleSystem

  /// Services, a store with copies, a cache and a partner, with every kind of call.
  private static var system: System {
    let patient = Resilience(
      timeout: .stated(0.5), retryLimit: .stated(2), backoff: .stated(0.05), breakerThreshold: .stated(20),
      hedgeAfter: .stated(0.2))
    let store = Component(
      name: "db", kind: .store,
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.01)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(0.01)), writes: true),
      ],
      state: StoredState(
        connectionsPerReplica: ["api": .stated(2)],
        replication: Replication(replicas: .stated(2), readsFrom: .all, failoverTime: .stated(3)),
        sharding: Sharding(count: .stated(2), scatterShare: .stated(0.2))))
    let cache = Component(
      name: "cache", kind: .cache,
      operations: [Operation(name: "get", demand: Demand(cpu: .stated(0.0005)))],
      state: StoredState(
        keys: KeyPopularity(count: .stated(1000), zipfExponent: .stated(0.9)), hitRatio: .stated(0.8)))
    let steps: [Step] = [
      .parallel([
        .call(Call(component: "db", operation: "read", cachedIn: "cache", resilience: patient)),
        .call(Call(component: "worker", resilience: patient)),
        .choice([.init(share: .stated(0.5), steps: [.call(Call(component: "partner", isOptional: true))])]),
      ]),
      .call(Call(component: "db", operation: "write")),
      .call(Call(component: "worker", mode: .asynchronous)),
    ]
    var api = Sample.service("api", cpu: 0.004, cores: 2, replicas: 3, workers: 20, steps)
    api.scaling.autoscaler = Autoscaler(
      maximum: .stated(6), target: .stated(0.5), startTime: .stated(4), interval: .stated(5))
    var system = Sample.system(
      [
        Sample.service("edge", cpu: 0.001, replicas: 2, [.call(Call(component: "api", resilience: patient))]),
        api, Sample.service("worker", cpu: 0.01, replicas: 3), store, cache,
        Sample.external("partner", delay: 0.05),
      ], rate: 60)
    system.placement = Placement(
      regions: [Region(name: "eu", zones: .stated(2)), Region(name: "us", zones: .stated(2))],
      failover: Failover(mode: .active, time: .stated(4)))
    system.observation = Observation(
      detectionTime: .stated(3), diagnosisTime: .stated(3), repairTime: .stated(3), healedShare: .stated(0.5))
    system.delivery.rollbackTime = .stated(2)
    return system
  }

  private static let events: [SystemEvent] = [
    .failures(.init(target: .eachReplica(of: "worker"), timeBetween: 8, repairTime: 2)),
    .failures(.init(target: .whole(.zone(1, region: "eu")), timeBetween: 20, repairTime: 1)),
    .failures(.init(target: .eachReplica(of: "db"), timeBetween: 15, repairTime: 4)),
    .outage(.region("us"), from: 10, until: 18), .outage(.component("cache"), from: 12, until: 13),
    .outage(.link("api", "db"), from: 20, until: 21), .outage(.component("partner"), from: 22, until: 25),
    .freeze(component: "db", from: 26, until: 27), .cacheFlush(component: "cache", at: 28),
    .slowdown(component: "db", factor: 3, from: 30, until: 33),
    .errors(component: "worker", share: 0.1, from: 31, until: 35),
    .incident(component: "api", share: 0.1, at: 34),
    .loadFactor(2, from: 36), .loadFactor(1, from: 40),
    .deployment(
      .init(
        component: "edge", at: 5, method: .canary([.init(share: 0.3, duration: 10)]),
        version: .init(errorShare: 0.3), startTime: 1)),
    .deployment(
      .init(component: "api", at: 8, method: .rolling(surge: 0.25, unavailable: 0.25), startTime: 2)),
    .deployment(.init(component: "worker", at: 30, method: .waves(pause: 3), startTime: 1)),
    .deployment(.init(component: "db", at: 44, method: .byHand(downtime: 2))),
  ]

  private static func run(
    _ sharing: CoreSharing = .firstComeFirstServed, seed: UInt64 = 1, runs: Int = 1,
    on loop: @escaping ParallelLoop = serialLoop, _ events: [SystemEvent] = events
  ) throws -> SimulationReport {
    var options = SystemSimulationOptions(length: .init(duration: 96, runs: runs, seed: seed))
    options.removesWarmUp = false
    options.noticeTime = 1
    options.coreSharing = sharing
    // Nothing is asked after 48 s, so that all that was asked has ended by 96 s.
    options.curve = LoadCurve(.rate, phases: [.hold(60, duration: 48), .hold(0, duration: nil)])
    options.events = events.filter { event in
      if case .freeze = event { sharing == .firstComeFirstServed } else { true }
    }
    return try SystemSimulation.run(
      system, lowered: Lowering.lower(system, conventions: Sample.conventions), options: options, on: loop)
  }

  @Test(arguments: CoreSharing.allCases, [1, 2, 3])
  func `every request is answered or failed, whatever happens meanwhile`(
    _ sharing: CoreSharing, _ seed: UInt64
  ) throws {
    let report = try Self.run(sharing, seed: seed)
    let offered = report.slices.reduce(0) { $0 + $1.offered } * 3
    let ended = report.slices.reduce(0) { $0 + $1.goodput + $1.failed } * 3
    #expect(offered > 2000 && abs(offered - ended) < 1e-6, "\(offered) offered, \(ended) ended")
    let causes = report.slices.reduce(0) { $0 + $1.failures.values.reduce(0, +) } * 3
    #expect(abs(causes - report.slices.reduce(0) { $0 + $1.failed } * 3) < 1e-6)
    #expect(report.slices[31].failed == 0)
    for component in report.components {
      #expect(component.utilization.estimate <= 1 && component.utilization.estimate >= 0)
      #expect(component.coreQueue.estimate >= 0 && (component.workerQueue?.estimate ?? 0) >= 0)
    }
  }

  @Test func `threads change no digit`() throws {
    let one = try Self.run(runs: 3)
    let many = try Self.run(runs: 3, on: manyThreads)
    #expect(one == many)
    #expect(try Self.run(seed: 2, runs: 3).fingerprint != one.fingerprint)
  }

  @Test func `what is planned beyond the end changes nothing`() throws {
    let later: [SystemEvent] = [
      .outage(.component("api"), from: 1000, until: 2000),
      .slowdown(component: "db", factor: 2, from: 97, until: 98),
    ]
    #expect(try Self.run([]).fingerprint == Self.run(later).fingerprint)
  }

  private static func run(_ events: [SystemEvent]) throws -> SimulationReport {
    try run(.firstComeFirstServed, events)
  }

  /// 20 s without answers at half load leave what another 20 s work off.
  @Test func `recovery takes as long as the backlog`() throws {
    let report = try Sample.run(Sample.system([Sample.service("api", cpu: 0.01)], rate: 50), duration: 160) {
      $0.removesWarmUp = false
      $0.events = [.freeze(component: "api", from: 40, until: 60)]
      $0.expectations = [
        .recovery(within: 30), .recovery(within: 10), .figure(.p99, of: nil, .below, 1, in: .init(until: 40)),
        .figure(.mean, of: "request", .above, 5, in: .init(from: 60, until: 80)),
        .figure(.errors, of: nil, .atMost, 0, in: .init()),
        .figure(.goodput, of: "request", .atLeast, 45, in: .init(from: 100)),
        .figure(.replicas, of: "api", .atMost, 1, in: .init()),
        .figure(.utilization, of: "api", .above, 0.95, in: .init(from: 60, until: 75)),
        .figure(.p99, of: nil, .below, 1, in: .init(from: 41, until: 42)),
      ]
    }
    let recovery = try #require(report.recoveries.first)
    #expect(recovery.event == "api hangs" && recovery.begin == 40 && recovery.end == 60)
    #expect(abs(try #require(recovery.time) - 20) < 6)
    #expect(report.verdicts.map(\.isMet) == [true, false, true, true, true, true, true, true, false])
    // The last window holds no whole slice.
    #expect(report.verdicts.last?.observed == nil)
    #expect(report.verdicts[0].observed == recovery.time)
  }

  @Test func `where nothing happens no recovery is shown`() throws {
    let report = try Sample.run(Sample.system([Sample.service("api", cpu: 0.01)], rate: 5), duration: 32) {
      $0.expectations = [.recovery(within: 100)]
    }
    #expect(report.verdicts.map(\.isMet) == [false])
  }

  /// Twice the capacity for 10 s, at half load: 10 (2 - 1) / (1 - 0.5) = 20 s.
  @Test func `what more load leaves is recovered from`() throws {
    let report = try Sample.run(Sample.system([Sample.service("api", cpu: 0.01)], rate: 50), duration: 96) {
      $0.removesWarmUp = false
      $0.events = [.loadFactor(4, from: 20), .loadFactor(1, from: 30)]
    }
    #expect(report.recoveries.map(\.event) == ["4 times the load"])
    #expect(abs(try #require(report.recoveries[0].time) - 20) < 6)
  }

  @Test func `a deployment is recovered from when its harm is over`() throws {
    let system = Sample.system([Sample.service("api", cpu: 0.001, replicas: 2)], rate: 200)
    let report = try Sample.run(system, duration: 64) {
      $0.removesWarmUp = false
      $0.events = [
        .deployment(
          .init(component: "api", at: 10, method: .rolling(surge: 1, unavailable: 0), startTime: 10)),
        .errors(component: "api", share: 0.5, from: 30, until: 30.5),
        .deployment(.init(component: "api", at: 40, method: .byHand(downtime: 6))),
      ]
    }
    #expect(report.recoveries.map(\.event) == ["deployment of api", "errors of api", "deployment of api"])
    #expect(report.recoveries[0].time == 0)
    #expect(try #require(report.recoveries[1].time) <= 0.4)
    #expect(abs(try #require(report.recoveries[2].time) - 6) <= 0.4)
  }

  @Test func `a service that stays down has not recovered`() throws {
    let system = Sample.system(
      [Sample.service("api", cpu: 1 / 300.0)], rate: 250,
      resilience: Resilience(timeout: .stated(1), retryLimit: .stated(2)))
    let report = try Sample.run(system, duration: 96) {
      $0.removesWarmUp = false
      $0.events = [.freeze(component: "api", from: 10, until: 20)]
      $0.expectations = [.recovery(within: 1e6)]
    }
    #expect(report.recoveries.first?.time == nil && report.verdicts[0].isMet == false)
  }

  @Test(arguments: 0..<3)
  func `an emptied cache answers what was asked for since`(_ case: Int) {
    let keys = [100.0, 1000, 20_000][`case`]
    let popularity = ZipfPopularity(keyCount: keys, exponent: [0, 0.9, 1.2][`case`])
    let fill = CacheFill(popularity, hitRatio: 1)
    for requests in [0.0, 1, 3, 10, 100, 1500, 1e6] {
      let exact = zip(popularity.counts, popularity.shares).reduce(0) {
        $0 + $1.0 * $1.1 * (1 - power(1 - $1.1, requests))
      }
      #expect(abs(fill.warmth(after: requests) - exact) < 0.02, "\(requests)")
    }
    #expect(CacheFill(popularity, hitRatio: 0.5).warmth(after: 1e12) == 1)
    #expect(CacheFill().warmth(after: 0) == 1)
  }

  @Test func `a store gets what its cache forgot`() throws {
    let cache = Component(
      name: "cache", kind: .cache, operations: [Operation(name: "get")],
      state: StoredState(
        keys: KeyPopularity(count: .stated(2000), zipfExponent: .stated(0)), hitRatio: .stated(0.999)))
    let store = Component(
      name: "db", kind: .store,
      operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.0001)), writes: false)],
      state: StoredState())
    let ask = Call(component: "db", operation: "read", cachedIn: "cache")
    let system = Sample.system([Sample.service("api", [.call(ask)]), cache, store], rate: 500)
    func reads(_ events: [SystemEvent]) throws -> Double {
      try Sample.run(system, duration: 32) {
        $0.removesWarmUp = false
        $0.events = events
      }.component("db").throughput.estimate * 32
    }
    // Every one of 2000 keys is fetched once more; 8000 requests after the flush leave 2 % of them out.
    let more = try reads([.cacheFlush(component: "cache", at: 16)]) - reads([])
    #expect(abs(more - 1960) < 4 * 1960.0.squareRoot())
  }

  @Test(arguments: [
    (SystemEvent.outage(.component("nobody"), from: 1, until: 2), "no component is called"),
    (.outage(.component("api"), from: 2, until: 2), "is no time"),
    (.outage(.replicas(of: "api", count: 9), from: 1, until: 2), "api has 3 replicas"),
    (.outage(.zone(1, region: nil), from: 1, until: 2), "there are regions"),
    (.outage(.zone(3, region: "eu"), from: 1, until: 2), "there are zones 1 to 2"),
    (.outage(.region("asia"), from: 1, until: 2), "there are the regions eu, us"),
    (.outage(.link("edge", "partner"), from: 1, until: 2), "no call goes between them"),
    (.cacheFlush(component: "db", at: 1), "it is no cache"),
    (.failures(.init(target: .eachReplica(of: "api"))), "a time between failures"),
    (.slowdown(component: "api", factor: 0, from: 1, until: 2), "a factor above 0"),
    (.errors(component: "api", share: 1.5, from: 1, until: 2), "0 to 1 are possible"),
    (
      .deployment(.init(component: "db", at: 1, method: .canary([.init(share: 0.1, duration: 5)]))), "by hand"
    ),
    (.deployment(.init(component: "partner", at: 1)), "others run it"),
    (.deployment(.init(component: "api", at: 1, method: .canary([]))), "a canary without steps"),
    (.loadFactor(-1, from: 0), "0 to 1000000"), (.loadFactor(2, from: .nan), "a time of 0 or more"),
  ])
  func `what cannot happen is refused with a reason`(_ event: SystemEvent, _ reason: String) {
    do {
      _ = try Self.run([event])
      Issue.record("\(event) was run")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }
}
