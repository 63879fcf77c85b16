import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// What holds for every system.
struct SystemSimulationTests {
  typealias Sample = SampleSystem

  /// A system of random shape: services that call later ones, in sequence, in parallel or by choice.
  private static func random(_ seed: Int, isSeparable: Bool) -> System {
    var stream = RandomStream(seed: 77, run: seed, purpose: 0)
    let count = 2 + stream.index(below: 6)
    let components = (0..<count).map { index -> Component in
      func call() -> Step {
        var call = Call(component: "s\(min(count - 1, index + 1 + stream.index(below: 3)))")
        if !isSeparable {
          if stream.unit() < 0.3 { call.mode = .asynchronous }
          if stream.unit() < 0.3 {
            call.resilience = Resilience(
              timeout: .stated(0.05 + stream.unit()), retryLimit: .stated(Double(stream.index(below: 3))),
              backoff: .stated(0.01), breakerThreshold: .stated(20), hedgeAfter: .stated(0.2))
          }
          call.count = .stated(Double(stream.index(below: 4)) / 2)
        }
        return .call(call)
      }
      let steps: [Step] =
        index == count - 1
        ? []
        : isSeparable || stream.unit() < 0.5
          ? [call(), .choice([.init(share: .stated(0.4), steps: [call()])])]
          : [.parallel([call(), call()])]
      return Sample.service(
        "s\(index)", cpu: 0.001 + 0.01 * stream.unit(), cores: Double(1 + stream.index(below: 3)),
        replicas: Double(1 + stream.index(below: 3)), workers: !isSeparable && stream.unit() < 0.5 ? 2 : nil,
        steps)
    }
    var system = Sample.system(components, rate: 1)
    let reading = Reading(Lowering.lower(system, conventions: Sample.conventions))
    let saturation = reading.stations.map(\.saturationRate).min() ?? 1
    system.workload.arrivalRate = .stated(saturation * (isSeparable ? 0.6 : 0.3 + stream.unit()))
    return system
  }

  /// Calls that return to a queue make its arrivals no Poisson process, yet the network's means are Jackson's.
  @Test(arguments: 0..<6)
  func `the solver's mean lies in the simulator's interval on separable systems`(_ seed: Int) throws {
    let system = Self.random(seed, isSeparable: true)
    let rate = system.workload.arrivalRate!.likely
    let report = try Sample.run(system, duration: 5000 / rate, seed: 5)
    let reading = Reading(Lowering.lower(system, conventions: Sample.conventions))
    let solved = OpenNetwork(reading, rate: rate).response(of: reading.system.journeys[0].operation)
    #expect(report.journey.responseTime.contains(solved.mean))
    #expect(report.journey.responseTime.relativeHalfWidth < 0.3)
  }

  @Test(arguments: 0..<40)
  func `flow balances and nothing is lost in random systems`(_ seed: Int) throws {
    let system = Self.random(seed, isSeparable: false)
    let rate = system.workload.arrivalRate!.likely
    let report = try Sample.run(system, duration: 300 / rate, seed: 3) {
      $0.removesWarmUp = false
      $0.coreSharing = seed % 2 == 0 ? .firstComeFirstServed : .processorSharing
      $0.balancing = Balancing.allCases[seed % 4]
    }
    let offered = report.slices.reduce(0) { $0 + $1.offered }
    let ended = report.slices.reduce(0) { $0 + $1.goodput + $1.failed }
    #expect(ended <= offered * (1 + 1e-9) && ended > 0)
    for component in report.components { #expect(component.utilization.estimate <= 1 + 1e-9) }
  }

  @Test func `the digits do not depend on the number of threads, and do on the seed`() throws {
    let system = Self.random(1, isSeparable: false)
    let duration = 300 / system.workload.arrivalRate!.likely
    let one = try Sample.run(system, duration: duration) { $0.length.runs = 5 }
    var options = SystemSimulationOptions(length: .init(duration: duration, runs: 5))
    options.length.seed = 1
    let many = try SystemSimulation.run(
      system, lowered: Lowering.lower(system, conventions: Sample.conventions), options: options,
      on: manyThreads)
    let other = try Sample.run(system, duration: duration, seed: 2) { $0.length.runs = 5 }
    #expect(one == many)
    #expect(one.fingerprint != other.fingerprint)
  }

  @Test func `runs are added until the mean is known well enough`() throws {
    let system = Sample.system([Sample.service("api", cpu: 1)], rate: 0.5)
    let report = try Sample.run(system, duration: 3000) { $0.precision = 0.05 }
    #expect(report.runs > 1)
    #expect(report.journey.responseTime.relativeHalfWidth <= 0.05)
    #expect(report.journey.responseTime.contains(2))
  }

  @Test func `a run that is stopped tells what it saw`() throws {
    let system = Sample.system([Sample.service("api", cpu: 0.5)])
    let report = try SystemSimulation.run(
      system, lowered: Lowering.lower(system, conventions: Sample.conventions),
      options: SystemSimulationOptions(length: .init(duration: 1000)), watch: { $0 > 0.5 })
    #expect(report.endedEarly == "it was stopped")
    #expect(report.slices.count == 16)
    #expect(report.journey.throughput.estimate > 0.8)
    // Even before its first slice is over there is something to tell.
    let early = try SystemSimulation.run(
      system, lowered: Lowering.lower(system, conventions: Sample.conventions),
      options: SystemSimulationOptions(length: .init(duration: 100_000, runs: 3)), watch: { _ in true })
    #expect(early.slices.count == 1 && early.runs == 1)
    #expect(early.journey.throughput.estimate > 0.8)
  }

  @Test func `a run is asked every 65,536 events whether it is to stop, in long parts as well`() throws {
    let system = Sample.system([Sample.service("web", cpu: 1e-7)], rate: 1e6)
    let report = try SystemSimulation.run(
      system, conventions: Sample.conventions,
      options: SystemSimulationOptions(length: .init(duration: 100_000)), watch: { _ in true })
    #expect(report.endedEarly == "it was stopped" && report.events <= 1 << 16)
  }

  @Test func `it is asked as well while calls follow each other in no time`() throws {
    let many = Call(component: "nothing", count: .stated(5_000_000))
    let system = Sample.system(
      [Sample.service("web", [.call(many)]), Sample.service("nothing")])
    let report = try SystemSimulation.run(
      system, conventions: Sample.conventions,
      options: SystemSimulationOptions(length: .init(duration: 10)), watch: { _ in true })
    #expect(report.endedEarly == "it was stopped" && report.events <= 1)
    #expect(report.component("nothing").throughput.estimate * 10 < 5_000_000)
  }

  private static let refused: [(String, @Sendable (inout System) -> Void, String)] = [
    ("a missing target", { $0.workload.journeys[0].calls[0].component = "nowhere" }, "nowhere"),
    (
      "a circle",
      { system in system.components[0].operations[0].steps = [.call(Call(component: "api"))] }, "circle"
    ),
    ("a negative time", { $0.components[0].operations[0].demand.cpu = .stated(-1) }, "CPU per request"),
    ("a time of weeks", { $0.components[0].operations[0].demand.cpu = .stated(1e6) }, "more than a day"),
    ("no journey", { $0.workload.journeys = [] }, "journeys"),
    ("no component", { $0.components = [] }, "no components"),
    (
      "a hundred million replicas", { $0.components[0].scaling.replicas = .stated(1e8) }, "number of replicas"
    ),
  ]

  @Test(arguments: refused.indices)
  func `what cannot be run is refused with its reason`(_ index: Int) {
    var system = Sample.system([Sample.service("api", cpu: 0.1)])
    Self.refused[index].1(&system)
    do {
      _ = try Sample.run(system, duration: 10)
      Issue.record("\(Self.refused[index].0) was run")
    } catch {
      #expect("\(error)".contains(Self.refused[index].2), "\(error)")
    }
  }

  @Test func `options that mean nothing are refused`() {
    let system = Sample.system([Sample.service("api", cpu: 0.1)])
    let changes: [(inout SystemSimulationOptions) -> Void] = [
      { $0.load = .rate(0) }, { $0.load = .users(0, thinkTime: 1) }, { $0.length.duration = -1 },
      { $0.length.runs = 0 }, { $0.queueLimits = ["db": 3] },
      { $0.events = [.freeze(component: "db", from: 1, until: 2)] },
      { $0.events = [.freeze(component: "api", from: 2, until: 1)] },
      { $0.events = [.loadFactor(-1, from: 0)] },
    ]
    for change in changes {
      #expect(throws: SimulationError.self) {
        try Sample.run(system, duration: 10, change)
      }
    }
  }

  @Test func `the load follows its factors`() throws {
    let system = Sample.system([Sample.external("partner", delay: 0.01)], rate: 200)
    let report = try Sample.run(system, duration: 320) {
      $0.events = [.loadFactor(3, from: 100), .loadFactor(0.5, from: 200)]
      $0.removesWarmUp = false
    }
    func mean(_ range: Range<Int>) -> Double {
      range.reduce(0) { $0 + report.slices[$1].offered } / Double(range.count)
    }
    // Within 4 standard deviations of a Poisson count.
    #expect(abs(mean(0..<10) - 200) < 18)
    #expect(abs(mean(10..<20) - 600) < 31)
    #expect(abs(mean(20..<32) - 100) < 12)
  }
}
