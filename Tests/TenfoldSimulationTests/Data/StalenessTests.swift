import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Copies, projections and quorums that lie behind, against closed forms.
struct StalenessTests {
  typealias Sample = SampleSystem

  /// A store that is written and read by requests of their own; reads go to its copies.
  static func store(
    keys: Double, exponent: Double, copies: Double = 1, lag: Double? = nil, applyTime: Double = 0
  ) -> Component {
    Component(
      name: "db", kind: .store, resources: Resources(cpu: .stated(1)),
      operations: [
        Operation(name: "read", writes: false),
        Operation(
          name: "write", demand: Demand(cpu: .stated(applyTime), variability: .stated(1)), writes: true),
      ],
      state: StoredState(
        replication: Replication(
          replicas: .stated(copies), readsFrom: .replicas, lag: lag.map { .stated($0) },
          failoverTime: .stated(5)),
        keys: TenfoldModel.KeyPopularity(count: .stated(keys), zipfExponent: .stated(exponent))))
  }

  /// Reads and writes of a store at rates of their own, and what else there is.
  static func system(_ components: [Component], reads: Double, writes: Double) -> System {
    System(
      name: "sample",
      workload: Workload(
        arrivalRate: .stated(reads + writes),
        journeys: [
          Journey(
            name: "read", share: .stated(reads / (reads + writes)),
            calls: [Call(component: components[0].name, operation: "read")]),
          Journey(
            name: "write", share: .stated(writes / (reads + writes)),
            calls: [Call(component: "db", operation: "write")]),
        ]), components: components)
  }

  @Test func `a read of a copy is stale when its key was written within the lag`() throws {
    let system = Self.system(
      [Self.store(keys: 50, exponent: 0.9, copies: 2, lag: 0.5)], reads: 100, writes: 20)
    let report = try Sample.run(system, duration: 120)
    let law = ZipfPopularity(keyCount: 50, exponent: 0.9).recentlyWrittenShare(writeRate: 20, lag: 0.5)
    let behavior = try #require(report.component("db").behavior)
    #expect(try #require(behavior.staleShare).contains(law))
    let lag = try #require(behavior.lags[0.5])
    #expect(lag.contains(0.5))
  }

  /// The oldest write that is missed came a time a ago or longer with probability 1 - e^(-w (L - a)).
  @Test func `stale reads are as old as the oldest write that they miss`() throws {
    let system = Self.system([Self.store(keys: 1, exponent: 0, lag: 1)], reads: 60, writes: 2)
    let report = try Sample.run(system, duration: 400)
    let behavior = try #require(report.component("db").behavior)
    let stale = 1 - exponential(-2)
    #expect(try #require(behavior.staleShare).contains(stale))
    // Half of the stale ones: 1 - e^(-2 (1 - a)) = stale / 2.
    let median = 1 + logarithm(1 - stale / 2) / 2
    #expect(try #require(behavior.staleAges[0.5]).contains(median))
  }

  @Test func `the time until a copy has a write is that of a queue that applies them`() throws {
    let system = Self.system(
      [Self.store(keys: 1000, exponent: 0.9, applyTime: 0.006)], reads: 1, writes: 100)
    let report = try Sample.run(system, duration: 200)
    let law = try ReplicationLag(writeRate: 100, applyRate: 1 / 0.006)
    let lags = try #require(report.component("db").behavior?.lags)
    for share in [0.5, 0.95] { #expect(try #require(lags[share]).contains(law.quantile(share))) }
  }

  @Test func `a copy of several cores still replays a log one write at a time`() throws {
    var store = Self.store(keys: 1000, exponent: 0.9, applyTime: 0.006)
    store.resources.cpu = .stated(4)
    let report = try Sample.run(Self.system([store], reads: 1, writes: 100), duration: 200)
    let law = try ReplicationLag(writeRate: 100, applyRate: 1 / 0.006)
    #expect(try #require(report.component("db").behavior?.lags[0.5]).contains(law.quantile(0.5)))
  }

  /// P(lag > t) = e^(-(mu - lambda) t).
  @Test(arguments: [0, 0.01])
  func `a request misses its own write while that is not applied`(_ pause: Double) throws {
    let steps: [Step] = [
      .call(Call(component: "db", operation: "write")), .call(Call(component: "pause")),
      .call(Call(component: "db", operation: "read")),
    ]
    let system = Sample.system(
      [
        Sample.service("api", steps), Self.store(keys: 1000, exponent: 0, applyTime: 0.006),
        Sample.external("pause", delay: pause, scv: 0),
      ], rate: 100)
    let report = try Sample.run(system, duration: 150)
    let law = try ReplicationLag(writeRate: 100, applyRate: 1 / 0.006)
    #expect(try #require(report.component("db").behavior?.ownMissShare).contains(law.tail(beyond: pause)))
  }

  @Test func `reads of the primary are never stale`() throws {
    var store = Self.store(keys: 5, exponent: 0, lag: 2)
    store.state?.replication?.readsFrom = .primary
    let report = try Sample.run(Self.system([store], reads: 50, writes: 10), duration: 60)
    #expect(report.component("db").behavior?.staleShare?.estimate == 0)
  }

  @Test func `a primary that is lost takes with it what no copy has`() throws {
    let system = Self.system(
      [Self.store(keys: 1000, exponent: 0, copies: 2, lag: 0.5)], reads: 10, writes: 100)
    let report = try Sample.run(system, duration: 40) {
      $0.events = [.outage(.replicas(of: "db", count: 1), from: 20, until: 30)]
      $0.removesWarmUp = false
      $0.length.runs = 4
    }
    // As many writes as come in half a second, in each of four runs.
    let lost = try #require(report.component("db").behavior?.lostWrites)
    #expect(abs(lost - 4 * 50) < 4 * (4 * 50.0).squareRoot())
    // Nobody writes for five seconds of forty; copies answer reads meanwhile.
    let failed = report.journeys[1].failures[.unavailable]?.estimate ?? 0
    #expect(abs(failed - 100 * 5 / 40.0) < 1)
    #expect(report.journeys[0].failures.isEmpty)
  }

  @Test func `a projection that nothing described feeds shows a write after its lag`() throws {
    let view = Component(
      name: "view", kind: .store, operations: [Operation(name: "read", writes: false)],
      state: StoredState(projection: Projection(of: "db", lag: .stated(0.4))))
    var store = Self.store(keys: 20, exponent: 0.5)
    store.state?.replication = nil
    let report = try Sample.run(Self.system([view, store], reads: 80, writes: 20), duration: 120)
    let law = ZipfPopularity(keyCount: 20, exponent: 0.5).recentlyWrittenShare(writeRate: 20, lag: 0.4)
    #expect(try #require(report.component("view").behavior?.staleShare).contains(law))
  }

  /// A message leaves an outbox at its next emptying, so that it waits anything up to the interval.
  @Test func `a projection fed through an outbox and a topic lies behind as long as they take`() throws {
    let topic = Component(
      name: "events", kind: .topic,
      operations: [
        Operation(
          name: "publish", steps: [.call(Call(component: "projector", mode: .asynchronous))])
      ], messaging: Messaging(consumers: [.init(component: "projector")]))
    let view = Component(
      name: "view", kind: .store,
      operations: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)],
      state: StoredState(projection: Projection(of: "db", via: "events", lag: .stated(100))))
    var store = Self.store(keys: 20, exponent: 0)
    store.state?.replication = nil
    let order = Sample.service(
      "order",
      [
        .call(Call(component: "db", operation: "write")),
        .call(Call(component: "events", mode: .asynchronous, outboxInterval: .stated(0.5))),
      ])
    let projector = Sample.service("projector", [.call(Call(component: "view", operation: "write"))])
    let system = System(
      name: "sample",
      workload: Workload(
        arrivalRate: .stated(60),
        journeys: [
          Journey(name: "order", share: .stated(0.5), calls: [Call(component: "order")]),
          Journey(name: "look", share: .stated(0.5), calls: [Call(component: "view", operation: "read")]),
        ]), components: [order, projector, topic, view, store])
    let report = try Sample.run(system, duration: 150)
    let behavior = try #require(report.component("view").behavior)
    #expect(try #require(behavior.lags[0.5]).contains(0.25))
    // Keys are alike: a key was written within the time since the last emptying, which is even in 0...0.5, or not.
    let perKey = 30.0 / 20 * 0.5
    #expect(try #require(behavior.staleShare).contains(1 - (1 - exponential(-perKey)) / perKey))
  }
}
