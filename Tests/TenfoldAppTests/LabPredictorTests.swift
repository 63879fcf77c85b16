import TenfoldLab
import TenfoldModel
import Testing

@testable import TenfoldApp

/// What is predicted of systems that the lab stands up, against laws that hold for them.
struct LabPredictorTests {
  @Test func `solver and simulator agree on a steady load, and with the utilization law`() throws {
    let question = try Self.question(rate: 600)
    let (station, solved) = try LabPredictor.solved(question)
    let simulated = try LabPredictor.simulated(question)
    #expect(station == "db primary")
    // U = X · D / cores: 600 · (0.9 · 0.25 ms + 0.1 · 0.125 ms) / 0.25.
    let busy = 600 * (0.9 * 0.00025 + 0.1 * 0.000125) / 0.25
    #expect(abs((solved.utilization ?? 0) - busy) < 1e-9)
    #expect(abs((simulated.utilization ?? 0) / busy - 1) < 0.05)
    #expect(solved.throughput == 600 && abs(simulated.throughput / 600 - 1) < 0.03)
    let (p50, p99) = (try #require(solved.p50), try #require(solved.p99))
    #expect(abs((simulated.p50 ?? 0) / p50 - 1) < 0.1)
    #expect(abs((simulated.p99 ?? 0) / p99 - 1) < 0.15)
  }

  @Test(arguments: [150.0, 400, 600, 800])
  func `with quotas the solver bounds the simulator from above, and its median not far above`(
    _ rate: Double
  ) throws {
    var question = try Self.question(rate: rate)
    let slow = try LabPredictor.solved(question).1
    let slowMedian = try #require(slow.p50)
    question = .init(
      system: question.system, conventions: question.conventions, rate: rate, duration: 1, store: "db",
      quota: LabQuota(cores: 0.25, period: 0.01))
    let solved = try LabPredictor.solved(question).1
    let simulated = try LabPredictor.simulated(question)
    let (p50, p99) = (try #require(solved.p50), try #require(solved.p99))
    let (median, tail) = (try #require(simulated.p50), try #require(simulated.p99))
    // Capacity and busy share are those of the slower core.
    #expect(solved.throughput == slow.throughput && solved.utilization == slow.utilization)
    #expect(solved.utilizations == ["db": try #require(solved.utilization)])
    #expect(p50 <= slowMedian && p99 <= slow.p99 ?? 0)
    #expect(median < 1.05 * p50 && tail < 1.15 * p99, "\(median), \(p50); \(tail), \(p99)")
    #expect(p50 < (rate < 700 ? 1.2 : 1.5) * median && slowMedian > 3 * median, "\(p50), \(median)")
  }

  @Test func `beyond saturation the solver says no bound, and the simulator what the load's seconds bring`()
    throws
  {
    let question = try Self.question(rate: 3000)
    let (_, solved) = try LabPredictor.solved(question)
    let simulated = try LabPredictor.simulated(question)
    let capacity = 0.25 / (0.9 * 0.00025 + 0.1 * 0.000125)
    #expect(solved.p50 == nil && solved.p99 == nil && solved.utilization == 1)
    #expect(abs(solved.throughput / capacity - 1) < 0.02)
    #expect(abs(simulated.throughput / capacity - 1) < 0.05)
    // A queue that grows for 1 s at 3000 - 1053 a second: the last of them waits (3000 / 1053 - 1) seconds.
    let last = 3000 / capacity - 1
    #expect(abs((simulated.p99 ?? 0) / (0.99 * last) - 1) < 0.1)
    #expect(abs((simulated.p50 ?? 0) / (0.5 * last) - 1) < 0.1)
  }

  @Test func `of requests of several kinds the solver's median is that of all, as the simulator has it`()
    throws
  {
    var quick = try Self.question(rate: 200)
    var system = quick.system
    // A third of the requests waits for something else, which is long beside all that the others do.
    var slow = try #require(system["api"]?.operation("request"))
    (slow.name, slow.demand.delay) = ("order", .stated(0.05))
    system["api"]?.operations.append(slow)
    system.components.append(
      Component(
        name: "door", kind: .service, resources: Resources(cpu: .stated(2)),
        operations: [
          Operation(
            name: "request", demand: Demand(cpu: .stated(0.00005)),
            steps: [
              .choice(
                [("request", 0.65), ("order", 0.35)].map {
                  .init(share: .stated($0.1), steps: [.call(Call(component: "api", operation: $0.0))])
                })
            ])
        ]))
    system.workload.journeys[0].calls = [Call(component: "door", operation: "request")]
    let apart = LabPredictor.withKindsApart(system)
    #expect(apart.workload.journeys.map { $0.share?.likely } == [0.65, 0.35])
    // What does something besides choosing is one kind.
    var more = system
    more["door"]?.operations[0].steps.append(.call(Call(component: "db", operation: "read")))
    #expect(LabPredictor.withKindsApart(more) == more)
    quick = .init(
      system: system, conventions: quick.conventions, rate: 200, duration: 5, store: "db",
      quota: LabQuota(cores: 0.25, period: 0.01))
    let solved = try LabPredictor.solved(quick).1
    let simulated = try LabPredictor.simulated(quick)
    let (p50, median) = (try #require(solved.p50), try #require(simulated.p50))
    #expect(median < 1.05 * p50 && p50 < 1.3 * median, "\(p50), \(median)")
  }

  @Test(arguments: [600.0, 3000])
  func `a pooler is as busy as what the database answers makes it, and simulated with it`(_ rate: Double)
    throws
  {
    let (cpu, pooled) = (0.00005, try Self.question(rate: rate, configuration: "pooled"))
    var system = pooled.system
    for index in system["db-pooler"]?.operations.indices ?? 0..<0 {
      system["db-pooler"]?.operations[index].demand.cpu = .stated(cpu)
    }
    let question = LabExperiment.Question(
      system: system, conventions: pooled.conventions, rate: rate, duration: 1, store: "db")
    let (station, solved) = try LabPredictor.solved(question)
    #expect(station == "db primary")
    #expect(abs((solved.utilizations["db-pooler"] ?? 0) - solved.throughput * cpu / 0.25) < 1e-9)
    #expect(abs((solved.utilizations["db"] ?? 0) - (solved.utilization ?? 0)) < 1e-9)
    let simulated = try LabPredictor.simulated(question)
    #expect(abs(simulated.throughput / solved.throughput - 1) < 0.05)
    guard let p50 = solved.p50 else { return }
    #expect(rate == 600 && abs((simulated.p50 ?? 0) / p50 - 1) < 0.1)
  }

  @Test func `a primary that is lost halfway fails the writes that come after it`() throws {
    let simulated = try LabPredictor.simulated(try Self.question(rate: 400, fault: .primaryLost))
    // One of ten writes, half of the time; 4 runs of 400 requests: 0.5 % of deviation.
    #expect(abs((simulated.failedShare ?? 0) - 0.05) < 0.02)
  }

  @Test func `under an overload what a cache could answer stands behind what it could not`() throws {
    let simulated = try LabPredictor.simulated(try Self.question(rate: 3000, fault: .emptyCache))
    let hits = try #require(simulated.hitRatio)
    #expect(hits > 0.1 && hits < 0.8)
    // All connections wait for the database, so answers come at the rate of its work over the share that comes to it.
    let work = 0.9 * (1 - hits) * 0.00025 + 0.1 * 0.000125
    #expect(abs(simulated.throughput * work / 0.25 - 1) < 0.12, "\(simulated.throughput), \(hits)")
  }

  private static func question(
    rate: Double, fault: LabFault? = nil, configuration: String? = nil
  ) throws -> LabExperiment.Question {
    let branches = Step.choice(
      [("read", 0.9), ("write", 0.1)].map {
        .init(share: .stated($0.1), steps: [.call(Call(component: "db", operation: $0.0))])
      })
    let api = Component(
      name: "api", kind: .service, resources: Resources(cpu: .stated(2)),
      operations: [Operation(name: "request", demand: Demand(cpu: .stated(0.0001)), steps: [branches])])
    let db = Component(
      name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(4)),
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.004)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(0.002)), writes: true),
      ])
    let described = System(
      name: "sample",
      workload: Workload(
        arrivalRate: .stated(1000),
        journeys: [
          Journey(name: "all", share: .stated(1), calls: [Call(component: "api", operation: "request")])
        ]), components: [api, db])
    var lab = try LabSystem(described, nodeCores: 0.25, machineCores: 2, highestRate: 100)
    // With times that do not differ the solver's waits behind a pool of connections are still those of exponential ones:
    // here both are to mean the same.
    for index in 0..<2 { lab.system["db"]?.operations[index].demand.variability = .stated(1) }
    let system =
      LabConfiguration.all.first { $0.id == configuration || fault != nil && $0.fault == fault }?
      .applied(to: lab, store: "db") ?? lab.system
    return LabExperiment.Question(
      system: system, conventions: LabSystem.conventions(), rate: rate, duration: 1, store: "db", fault: fault
    )
  }
}
