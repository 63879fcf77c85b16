import TenfoldModel
import TenfoldRandomSystems
import TenfoldSimulation

/// What came of random systems.
struct Tally {
  private var reports = 0
  private var early = 0
  private var stopped = 0
  private var refused: [String: Int] = [:]
  private var events = 0
  private var longest = (seconds: 0.0, seed: 0)
  /// Reports whose numbers mean nothing.
  private(set) var wrong = 0

  mutating func add(_ seed: Int) {
    let clock = ContinuousClock()
    let start = clock.now
    simulate(seed)
    let time = (clock.now - start) / .seconds(1)
    if time > longest.seconds { longest = (time, seed) }
  }

  private mutating func simulate(_ seed: Int) {
    var shape = RandomSystem.Options()
    shape.componentCount = 3...20
    shape.hasResilience = true
    shape.hasShards = true
    let random = RandomSystem(seed: seed, options: shape)
    var choices = SeededRandom(seed)
    var (system, lowered) = (random.system, random.lowered)
    if seed % 3 > 0 {
      var spoiling = SystemSpoiling(seed: seed)
      system = spoiling.spoiled(system)
      lowered = Lowering.lower(system, conventions: RandomSystem.conventions)
    }
    var options = SystemSimulationOptions(length: .init(duration: 1, seed: UInt64(seed)))
    options.load = seed % 3 == 2 && choices.chance(0.5) ? .stated : random.load
    options.length.duration = SystemSimulation.duration(
      of: random.system, lowered: random.lowered, load: random.load, executions: 2000)
    options.balancing = choices.element(of: Balancing.allCases)
    options.coreSharing = choices.element(of: CoreSharing.allCases)
    options.callCounts = choices.element(of: CallCounts.allCases)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(2)
    do {
      let report = try SystemSimulation.run(
        system, lowered: lowered, options: options, watch: { _ in clock.now > end })
      count(report, seed)
    } catch {
      let reason = error.description.split(separator: ":").last.map(String.init) ?? ""
      refused[String(reason.filter { !"0123456789.".contains($0) }.prefix(60)), default: 0] += 1
    }
  }

  private mutating func count(_ report: SimulationReport, _ seed: Int) {
    events += report.events
    switch report.endedEarly {
    case nil: reports += 1
    case "it was stopped": stopped += 1
    default: early += 1
    }
    for journey in report.journeys {
      let numbers =
        [journey.throughput.estimate, journey.responseTime.estimate]
        + journey.percentiles.values.map(\.estimate) + journey.failures.values.map(\.estimate)
      check(numbers, journey.name, seed)
    }
    for component in report.components {
      check(
        [
          component.replicas.estimate, component.throughput.estimate, component.utilization.estimate,
          component.coreQueue.estimate, component.retries.estimate,
        ], component.name, seed)
      if component.utilization.estimate > 1 + 1e-6 { complain("busier than its cores", component.name, seed) }
    }
  }

  private mutating func check(_ numbers: [Double], _ place: String, _ seed: Int) {
    if !numbers.allSatisfy({ $0.isFinite && $0 >= -1e-9 }) { complain("no number: \(numbers)", place, seed) }
  }

  private mutating func complain(_ problem: String, _ place: String, _ seed: Int) {
    wrong += 1
    if wrong <= 20 { Swift.print("seed \(seed), \(place): \(problem)") }
  }

  func print() {
    Swift.print("\(reports) simulated to the end, with \(events) events in all runs")
    Swift.print("\(early) ended early, since too much was under way; \(stopped) stopped after two seconds")
    Swift.print("\(refused.values.reduce(0, +)) refused:")
    for (reason, count) in refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      Swift.print("  \(count)\t\(reason)")
    }
    Swift.print("longest: \(longest.seconds) s, seed \(longest.seed); \(wrong) numbers that mean nothing")
  }
}
