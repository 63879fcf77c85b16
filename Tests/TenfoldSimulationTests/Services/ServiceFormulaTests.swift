import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Systems small enough for a formula.
struct ServiceFormulaTests {
  typealias Sample = SampleSystem

  @Test(arguments: CoreSharing.allCases)
  func `one service is a queue M M c, whichever way its cores are shared`(_ sharing: CoreSharing) throws {
    let system = Sample.system([Sample.service("api", cpu: 1, cores: 2)], rate: 1.4)
    let report = try Sample.run(system, duration: 20_000) { $0.coreSharing = sharing }
    let queue = try MarkovianQueue(arrivalRate: 1.4, serviceTime: 1, serverCount: 2)
    #expect(report.journey.responseTime.contains(1 + queue.waitingTime))
    #expect(report.journey.throughput.contains(1.4))
    #expect(report.component("api").utilization.contains(0.7))
  }

  /// Pollaczek and Khinchine, for the time a worker is held: its own CPU and the answer it waits for.
  @Test func `a worker is held while its call is answered`() throws {
    let call = Step.call(Call(component: "partner"))
    let system = Sample.system(
      [
        Sample.service("api", cpu: 0.2, cores: 4, workers: 1, [call]), Sample.external("partner", delay: 0.5),
      ],
      rate: 0.8)
    let report = try Sample.run(system, duration: 40_000)
    // E[S] = 0.7, E[S^2] = var + mean^2 = 0.04 + 0.25 + 0.49.
    let wait = 0.8 * 0.78 / (2 * (1 - 0.8 * 0.7))
    #expect(report.journey.responseTime.contains(0.7 + wait))
    let api = report.component("api")
    #expect(try #require(api.workerUtilization).contains(0.56))
    #expect(try #require(api.workerQueue).contains(0.8 * wait))
  }

  @Test func `a pool of one connection is a queue before the store`() throws {
    let store = Component(
      name: "db", kind: .store, resources: Resources(cpu: .stated(8)),
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.7), variability: .stated(1)), writes: false)
      ],
      state: StoredState(connectionsPerReplica: ["api": .stated(1)]))
    let system = Sample.system([Sample.service("api", cores: 4, [.call(Call(component: "db"))]), store])
    let report = try Sample.run(system, duration: 30_000)
    #expect(report.journey.responseTime.contains(0.7 / 0.3))
    #expect(try #require(report.component("db").connectionQueue).contains(0.7 * 0.7 / 0.3))
  }

  /// The solver has it so too: clients of a pooler open as many connections as they like.
  @Test func `behind a pooler the clients' connections are no queue`() throws {
    let store = Component(
      name: "db", kind: .store, resources: Resources(cpu: .stated(8)),
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.7), variability: .stated(1)), writes: false)
      ],
      state: StoredState(connectionsPerReplica: ["api": .stated(1)], isPooled: true))
    let system = Sample.system([Sample.service("api", cores: 4, [.call(Call(component: "db"))]), store])
    let report = try Sample.run(system, duration: 30_000)
    // Eight cores for 0.7 executions at once: one in ten million finds all of them busy.
    #expect(report.journey.responseTime.contains(0.7))
    #expect(report.component("db").connectionQueue == nil)
  }

  /// Flatto and Hahn, 1984, in Nelson and Tantawi's form: (12 - rho) / 8 times the mean of one M/M/1.
  @Test func `two parallel calls take as long as the exact formula says`() throws {
    let both = Step.parallel([.call(Call(component: "a")), .call(Call(component: "b"))])
    let system = Sample.system(
      [Sample.service("front", [both]), Sample.service("a", cpu: 1), Sample.service("b", cpu: 1)], rate: 0.5)
    let report = try Sample.run(system, duration: 20_000)
    #expect(report.journey.responseTime.contains(11.5 / 8 * 2))
  }

  /// The queue M/M/1/K refuses a share p_K = (1 - rho) rho^K / (1 - rho^(K + 1)).
  @Test func `a queue limit turns away what finds no room`() throws {
    let system = Sample.system([Sample.service("api", cpu: 1)], rate: 0.9)
    let report = try Sample.run(system, duration: 20_000) { $0.queueLimits = ["api": 4] }
    let blocked = 0.1 * 0.6561 / (1 - 0.59049)
    #expect(try #require(report.journey.failures[.refused]).contains(0.9 * blocked))
  }

  @Test func `a random split of replicas is that many queues, and a blind split loses to a seeing one`()
    throws
  {
    let system = Sample.system([Sample.service("api", cpu: 1, replicas: 4)], rate: 2.8)
    let random = try Sample.run(system, duration: 8000)
    #expect(random.journey.responseTime.contains(1 / 0.3))
    var last = random.journey.responseTime.high
    for balancing in [Balancing.roundRobin, .twoChoices, .leastRequests] {
      let report = try Sample.run(system, duration: 8000) { $0.balancing = balancing }
      #expect(report.journey.responseTime.estimate < last)
      last = report.journey.responseTime.high
    }
  }

  @Test func `choices, counts, caches and optional calls reach what they should`() throws {
    let cache = Component(
      name: "cache", kind: .cache, operations: [Operation(name: "get")],
      state: StoredState(hitRatio: .stated(0.75)))
    let steps: [Step] = [
      .choice([
        .init(share: .stated(0.3), steps: [.call(Call(component: "a", count: .stated(2)))]),
        .init(share: .stated(0.2), steps: [.call(Call(component: "b"))]),
      ]),
      .call(Call(component: "db", operation: "read", count: .stated(1.5), cachedIn: "cache")),
      .call(Call(component: "a", fanOut: .stated(3))),
    ]
    let db = Component(
      name: "db", kind: .store,
      operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.001)), writes: false)],
      state: StoredState())
    let system = Sample.system(
      [
        Sample.service("api", steps), Sample.service("a", cpu: 0.001), Sample.service("b", cpu: 0.001), cache,
        db,
      ], rate: 100)
    let report = try Sample.run(system, duration: 100)
    #expect(report.component("a").throughput.contains(100 * (0.6 + 3)))
    #expect(report.component("b").throughput.contains(20))
    #expect(report.component("cache").throughput.contains(150))
    #expect(report.component("db").throughput.contains(150 * 0.25))
  }

  @Test func `writes load the primary, reads the replicas, and replicas apply writes`() throws {
    let db = Component(
      name: "db", kind: .store,
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.01)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(0.02)), writes: true),
      ],
      state: StoredState(replication: Replication(replicas: .stated(2), readsFrom: .replicas)))
    let steps: [Step] = [
      .call(Call(component: "db", operation: "read")), .call(Call(component: "db", operation: "write")),
    ]
    let report = try Sample.run(
      Sample.system([Sample.service("api", steps), db], rate: 20), duration: 400)
    // Core time a second: reads 0.2, writes 0.4, each of two copies 6 ms for a write; over three machines.
    let coreTime: Double = 0.2 + 0.4 + 2 * 20 * 0.006
    #expect(report.component("db").utilization.contains(coreTime / 3))
    #expect(report.component("db").replicas.contains(3))
  }

  @Test func `shards divide the load, the hottest takes its share and a scatter asks all`() throws {
    let db = Component(
      name: "db", kind: .store,
      operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.001)), writes: false)],
      state: StoredState(
        sharding: Sharding(count: .stated(4), scatterShare: .stated(0.25), hottestShare: .stated(0.4))))
    let report = try Sample.run(
      Sample.system([Sample.service("api", [.call(Call(component: "db"))]), db], rate: 200), duration: 50)
    #expect(report.component("db").throughput.contains(200 * (0.75 + 0.25 * 4)))
  }

  @Test func `users think, ask and wait: the machine repair model`() throws {
    // Four users who think 1 s, one server of 1 s: the published throughput of M/M/1//4 follows from its states.
    let system = Sample.system([Sample.service("api", cpu: 1)])
    let report = try Sample.run(system, duration: 20_000) { $0.load = .users(4, thinkTime: 1) }
    let weights = [1.0, 4, 12, 24, 24]
    let idle = 1 / weights.reduce(0, +)
    #expect(report.journey.throughput.contains(1 - idle))
  }

  @Test func `a topic's consumers work no more at once than it has partitions`() throws {
    let topic = Component(
      name: "topic", kind: .topic,
      operations: [
        Operation(
          name: "publish", steps: [.call(Call(component: "worker", mode: .asynchronous))], writes: true)
      ],
      messaging: Messaging(partitions: .stated(2), consumers: [.init(component: "worker")]))
    let system = Sample.system(
      [
        Sample.service("api", [.call(Call(component: "topic"))]), topic,
        Sample.service("worker", cpu: 1, cores: 8),
      ], rate: 1.2)
    let report = try Sample.run(system, duration: 20_000)
    #expect(report.journey.responseTime.estimate == 0)
    let queue = try MarkovianQueue(arrivalRate: 1.2, serviceTime: 1, serverCount: 2)
    #expect(try #require(report.component("worker").connectionQueue).contains(1.2 * queue.waitingTime))
  }
}
