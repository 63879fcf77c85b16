import Glibc
import TenfoldModel
import TenfoldQueueing
import TenfoldRandomSystems

/// Solves random systems without simulating them, and prints those whose solution cannot be.
///
/// A mean response is called absurd where it is a thousand times what the same request takes with a millionth of the
/// load, although nothing is as busy as 0.95.
struct Scan {
  /// What is counted.
  enum Fault: String, CaseIterable {
    case failed, notANumber = "not a number", negative, absurd, unsettled, slow
  }

  /// A system of fewer components that takes longer, in seconds, is slow.
  static let longest = 0.05
  static let fewComponents = 60

  private(set) var counts: [Fault: Int] = [:]
  private(set) var times: [Double] = []
  let options: RandomSystem.Options

  init(_ options: RandomSystem.Options) { self.options = options }

  mutating func run(_ seeds: Range<Int>) {
    for seed in seeds { add(RandomSystem(seed: seed, options: options)) }
    times.sort()
    let found = Fault.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    print(
      "\(seeds.count) systems, calls watched over: \(options.hasResilience), stores divided: \(options.hasShards)"
    )
    print("  \(found)")
    print(
      "  time: median \(text(1e3 * times[times.count / 2], 0, 2)) ms, 99th percentile "
        + "\(text(1e3 * times[times.count * 99 / 100], 0, 1)) ms, longest \(text(1e3 * times[times.count - 1], 0, 1)) ms"
    )
  }

  private mutating func add(_ random: RandomSystem) {
    let reading = Reading(random.lowered)
    let begin = clock()
    guard let solution = try? SystemSolver.solve(reading, load: random.load) else {
      return report(.failed, random, "")
    }
    // CPU time: what others do on the machine does not count.
    let time = Double(clock() - begin) / Double(CLOCKS_PER_SEC)
    times.append(time)
    if time > Self.longest, random.system.components.count < Self.fewComponents {
      report(.slow, random, "\(text(1e3 * time, 0, 0)) ms, \(random.system.components.count) components")
    }
    if !solution.isConverged { report(.unsettled, random, solution.diagnostics.last?.message ?? "") }
    let responses = solution.journeys.map(\.response) + solution.operations.map(\.response)
    let numbers =
      responses.flatMap { [$0.mean, $0.p50, $0.p95, $0.p99] } + solution.journeys.map(\.throughput)
      + solution.stations.flatMap { [$0.utilization, $0.waitingTime, $0.residenceTime, $0.throughput] }
    if numbers.contains(where: \.isNaN) { report(.notANumber, random, "") }
    if let least = numbers.min(), least < 0 { report(.negative, random, "\(least)") }
    let busiest = solution.stations.map(\.utilization).max() ?? 0
    guard busiest < 0.95, let idle = try? SystemSolver.solve(reading, rate: random.rate * 1e-6) else {
      return
    }
    for (journey, alone) in zip(solution.journeys, idle.journeys)
    where journey.response.mean > 1000 * alone.response.mean && journey.failedShare < 0.5 {
      report(
        .absurd, random,
        "\(journey.name) \(journey.response.mean) s, alone \(alone.response.mean) s, busiest \(text(busiest, 0, 2))"
      )
    }
  }

  private mutating func report(_ fault: Fault, _ random: RandomSystem, _ text: String) {
    counts[fault, default: 0] += 1
    print("  \(random.seed) \(fault.rawValue) \(text)")
    fflush(nil)
  }
}
