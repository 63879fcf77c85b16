import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// The solver beside the simulator, where calls are given up, repeated, sent twice or kept away, and replicas come and go.
///
/// They share the system and nothing else. Tolerances are those of the solver's approximations; the simulator's own
/// intervals are added to them.
struct SolverAgreementTests {
  typealias Sample = SampleSystem

  private func solve(_ system: System) throws -> Solution {
    let reading = Reading(Lowering.lower(system, conventions: Sample.conventions))
    return try SystemSolver.solve(reading, rate: system.workload.arrivalRate!.likely)
  }

  /// True when a figure lies within a share of what was simulated, or within its interval.
  private func agrees(_ found: Double, _ simulated: ConfidenceInterval, within share: Double) -> Bool {
    abs(found - simulated.estimate) <= share * simulated.estimate + simulated.halfWidth
  }

  @Test(arguments: [0.5, 0.8, 0.9])
  func `as many give up, and good answers take as long`(_ load: Double) throws {
    let system = Sample.system(
      [Sample.service("api", cpu: 1)], rate: load, resilience: Resilience(timeout: .stated(3)))
    let solution = try solve(system)
    let report = try Sample.run(system, duration: 20_000)
    #expect(abs(solution.failedShare - report.journey.failedShare) < 0.03)
    #expect(agrees(solution.journeys[0].response.mean, report.journey.responseTime, within: 0.03))
    #expect(agrees(solution.journeys[0].response.p99, report.journey.percentiles[0.99]!, within: 0.05))
    let call = try #require(solution.calls.first)
    #expect(agrees(call.throughput * call.vain, report.component("api").wasted, within: 0.05))
  }

  @Test func `retries after a pause cost what the solver says`() throws {
    let system = Sample.system(
      [Sample.service("api", cpu: 0.01)], rate: 30,
      resilience: Resilience(timeout: .stated(0.05), retryLimit: .stated(1), backoff: .stated(0.3)))
    let solution = try solve(system)
    let report = try Sample.run(system, duration: 1000)
    let call = try #require(solution.calls.first)
    #expect(agrees(call.throughput * call.retries, report.component("api").retries, within: 0.08))
    #expect(agrees(solution.journeys[0].response.mean, report.journey.responseTime, within: 0.05))
    #expect(agrees(solution.stations[0].utilization, report.component("api").utilization, within: 0.02))
    // Rare: the order of magnitude.
    let failed = report.journey.failedShare
    #expect(solution.failedShare > 0.5 * failed && solution.failedShare < 2 * failed)
  }

  @Test func `later tiers get what earlier ones let through`() throws {
    let api = Sample.service(
      "api", cpu: 0.002, cores: 2, replicas: 2,
      [
        .call(Call(component: "db", resilience: Resilience(timeout: .stated(0.03)))),
        .call(Call(component: "other")),
      ])
    let system = Sample.system(
      [api, Sample.service("db", cpu: 0.01, cores: 4), Sample.service("other", cpu: 0.01, cores: 4)],
      rate: 300)
    let solution = try solve(system)
    let report = try Sample.run(system, duration: 300)
    #expect(abs(solution.failedShare - report.journey.failedShare) < 0.02)
    #expect(agrees(solution.journeys[0].response.mean, report.journey.responseTime, within: 0.03))
    for name in ["db", "other"] {
      let station = try #require(solution.stations.first { $0.component == name })
      #expect(agrees(station.utilization, report.component(name).utilization, within: 0.02))
    }
  }

  /// A push at a load between the borders leaves it down; below the lower one it comes back; left alone it works.
  @Test(arguments: [0.9, 1.15])
  func `a push lasts from the lower border on`(_ factor: Double) throws {
    let resilience = Resilience(timeout: .stated(1), retryLimit: .stated(1))
    let border = try #require(
      try solve(
        Sample.system([Sample.service("api", cpu: 1 / 300.0)], rate: 200, resilience: resilience)
      ).vulnerableRates
    ).lowerBound
    let rate = border * factor
    let system = Sample.system(
      [Sample.service("api", cpu: 1 / 300.0)], rate: rate, resilience: resilience)
    let solution = try solve(system)
    let pushed = try Sample.run(system, duration: 160) {
      $0.events = [.freeze(component: "api", from: 20, until: 30)]
      $0.removesWarmUp = false
    }
    let goodput = pushed.slices.suffix(6).map(\.goodput).reduce(0, +) / 6
    let expected = solution.otherStates.first?.goodput ?? rate * (1 - solution.failedShare)
    #expect(abs(goodput - expected) < 0.07 * rate)
    #expect(solution.otherStates.isEmpty == (factor < 1))
    #expect(solution.failedShare < 1e-6)
  }

  @Test func `a second copy costs and saves what the solver says`() throws {
    let ask = Call(component: "leaf", resilience: Resilience(hedgeAfter: .stated(0.03)))
    let system = Sample.system(
      [
        Sample.service("api", cpu: 0.0001, cores: 8, [.call(ask)]),
        Sample.service("leaf", cpu: 0.01, replicas: 8),
      ], rate: 160)
    let solution = try solve(system)
    let report = try Sample.run(system, duration: 150)
    let call = try #require(solution.calls.first)
    #expect(agrees(call.throughput * call.hedges, report.component("leaf").hedges, within: 0.05))
    #expect(agrees(solution.journeys[0].response.mean, report.journey.responseTime, within: 0.03))
    #expect(agrees(solution.journeys[0].response.p99, report.journey.percentiles[0.99]!, within: 0.1))
  }

  /// From hardly ever open to nearly always.
  @Test(arguments: [60.0, 80, 95, 120, 150])
  func `a breaker keeps as many calls away`(_ rate: Double) throws {
    let system = Sample.system(
      [Sample.service("api", cpu: 0.01)], rate: rate,
      resilience: Resilience(timeout: .stated(0.2), breakerThreshold: .stated(5)))
    let report = try Sample.run(system, duration: 1500)
    #expect(abs(try solve(system).failedShare - report.journey.failedShare) < 0.08)
  }

  @Test(arguments: [40.0, 43, 100])
  func `an autoscaler comes to rest where the solver says, or little above`(_ rate: Double) throws {
    var service = Sample.service("api", cpu: 0.1, replicas: 2)
    service.scaling.autoscaler = Autoscaler(
      maximum: .stated(40), target: .stated(0.5), startTime: .stated(10), stabilization: .stated(60))
    let system = Sample.system([service], rate: rate)
    let expected = try solve(system).autoscaled[0].replicas
    let report = try Sample.run(system, duration: 1500)
    // What it measures swings, and it holds the highest of a minute.
    let found = report.component("api").replicas.estimate
    #expect(found > 0.95 * expected && found < 1.05 * expected + 1)
  }

  @Test(arguments: [true, false])
  func `messages of two operations wait as long, in places of their own or shared`(_ apart: Bool) throws {
    let handled = Step.call(Call(component: "worker", mode: .asynchronous))
    let places: [Messaging.Consumer] =
      apart
      ? [
        .init(component: "worker", concurrency: .stated(3), publication: "orders"),
        .init(component: "worker", concurrency: .stated(2), publication: "returns"),
      ] : [.init(component: "worker", concurrency: .stated(5))]
    let broker = Component(
      name: "broker", kind: .topic,
      operations: ["orders", "returns"].map { Operation(name: $0, steps: [handled], writes: true) },
      messaging: Messaging(consumers: places))
    let worker = Sample.service("worker", cpu: 0, cores: 4, replicas: 1, [.call(Call(component: "outside"))])
    // One or the other: two at once would find each other in places that they share.
    let either = Step.choice(
      ["orders", "returns"].map {
        .init(share: .stated(0.5), steps: [.call(Call(component: "broker", operation: $0))])
      })
    let sending = Sample.service("sending", cpu: 0, cores: 4, [either])
    let system = Sample.system(
      [sending, broker, worker, Sample.external("outside", delay: 0.05)], rate: 60)
    let stations = try solve(system).stations.filter { $0.kind == .consumers }
    #expect(stations.map(\.servers) == (apart ? [3, 2] : [5]))
    let waiting = stations.reduce(0) { $0 + $1.waitingTime * $1.throughput }
    let report = try Sample.run(system, duration: 2000)
    let queue = try #require(report.component("worker").connectionQueue)
    #expect(abs(waiting - queue.estimate) < 0.1 * queue.estimate + queue.halfWidth)
  }

  @Test(arguments: [30.0, 60])
  func `messages wait for a partition's consumer as long`(_ rate: Double) throws {
    let topic = Component(
      name: "orders", kind: .topic,
      operations: [
        Operation(name: "publish", steps: [.call(Call(component: "worker", mode: .asynchronous))])
      ],
      messaging: Messaging(partitions: .stated(4), consumers: [.init(component: "worker")]))
    let worker = Sample.service(
      "worker", cpu: 0.02, cores: 4, replicas: 2, [.call(Call(component: "outside"))])
    let system = Sample.system([topic, worker, Sample.external("outside", delay: 0.03)], rate: rate)
    let station = try #require(try solve(system).stations.first { $0.kind == .consumers })
    let report = try Sample.run(system, duration: 1000)
    let queue = try #require(report.component("worker").connectionQueue)
    #expect(
      abs(station.waitingTime * station.throughput - queue.estimate) < 0.1 * queue.estimate + queue.halfWidth)
  }
}
