import TenfoldModel
import TenfoldQueueing
import TenfoldRandomSystems
import TenfoldSimulation

/// One random system, solved and simulated.
struct Comparison: Sendable {
  /// What was off, as a share of the simulated figure.
  struct Errors: Sendable {
    var throughput = 0.0
    var mean = 0.0
    var p50 = 0.0
    var p95 = 0.0
    var p99 = 0.0
    /// Half of the simulator's own 99 % interval of the mean.
    var noise = 0.0
    var noise99 = 0.0
  }

  let seed: Int
  let traits: Set<RandomSystem.Trait>
  let componentCount: Int
  /// Utilization of the busiest cores or workers in the simulation.
  var busiest = 0.0
  /// Of the whole system: its throughput and the mean over all journeys.
  var throughputError = 0.0
  var throughputNoise = 0.0
  var journeys: [Errors] = []
  var isConverged = true
  var failure: String?
  var solvingTime = 0.0

  init(_ random: RandomSystem, executions: Double) {
    seed = random.seed
    traits = random.traits
    componentCount = random.system.components.count
    do {
      try compare(random, executions)
    } catch {
      failure = "\(error)"
    }
  }

  private mutating func compare(_ random: RandomSystem, _ executions: Double) throws {
    let begin = ContinuousClock.now
    let (solution, report) = try Self.run(random, executions: executions) {
      solvingTime = (ContinuousClock.now - begin) / .seconds(1)
    }
    isConverged = solution.isConverged
    for component in report.components {
      busiest = max(busiest, component.utilization.estimate, component.workerUtilization?.estimate ?? 0)
    }
    var (solved, seen, noise) = (0.0, 0.0, 0.0)
    for (journey, found) in zip(report.journeys, solution.journeys) {
      solved += found.throughput
      seen += journey.throughput.estimate
      noise += journey.throughput.halfWidth * journey.throughput.halfWidth
      func error(_ value: Double, _ share: Double) -> Double {
        value / (journey.percentiles[share]?.estimate ?? .nan) - 1
      }
      journeys.append(
        Errors(
          throughput: found.throughput / journey.throughput.estimate - 1,
          mean: found.response.mean / journey.responseTime.estimate - 1, p50: error(found.response.p50, 0.5),
          p95: error(found.response.p95, 0.95), p99: error(found.response.p99, 0.99),
          noise: journey.responseTime.halfWidth / journey.responseTime.estimate,
          noise99: (journey.percentiles[0.99].map { $0.halfWidth / $0.estimate }) ?? .nan))
    }
    throughputError = solved / seen - 1
    throughputNoise = noise.squareRoot() / seen
    if let early = report.endedEarly { failure = early }
  }

  /// Solves, and simulates eight runs of about so many executions of operations together, four times as many until every
  /// journey's throughput and mean are known to ``wantedNoise``, at most 64 times as many.
  static func run(_ random: RandomSystem, executions: Double, solved: () -> Void = {}) throws -> (
    Solution, SimulationReport
  ) {
    let reading = Reading(random.lowered)
    let solution = try SystemSolver.solve(reading, load: random.load)
    solved()
    let perRequest = max(1, reading.visits.reduce(0, +))
    var duration = executions / (random.rate * perRequest)
    let longest = 64 * duration
    while true {
      var options = SystemSimulationOptions(length: SimulationLength(duration: duration / 8, runs: 8))
      options.load = random.load
      let report = try SystemSimulation.run(random.system, lowered: random.lowered, options: options)
      let noise = report.journeys.map {
        max(
          $0.throughput.halfWidth / $0.throughput.estimate, $0.responseTime.halfWidth / $0.responseTime.estimate)
      }
      guard noise.contains(where: { !($0 <= Self.wantedNoise) }), duration < longest else {
        return (solution, report)
      }
      duration *= 4
    }
  }

  /// Half a 99 % interval of the simulator's throughput and mean that is short enough, as a share: a yardstick of what
  /// is wanted to 1 and 2 %.
  static let wantedNoise = 0.01

  /// The worst of the journeys' errors of the mean.
  var worstMean: Double { journeys.map { abs($0.mean) }.max() ?? 0 }

  /// One line about it.
  var line: String {
    func percent(_ value: Double) -> String { text(100 * value, 7, 2) }
    let names = RandomSystem.Trait.allCases.filter { traits.contains($0) }.map(\.rawValue)
    let begin =
      "\(seed) \(text(Double(componentCount), 3, 0)) busy \(text(busiest, 5, 2)) X \(percent(throughputError))"
    let parts = journeys.map {
      " | \(percent($0.mean)) ±\(percent($0.noise)) p50 \(percent($0.p50)) p95 \(percent($0.p95)) p99 \(percent($0.p99))"
    }
    return begin + parts.joined() + " " + names.joined(separator: " ") + (isConverged ? "" : " UNSETTLED")
      + (failure.map { " FAILED " + $0 } ?? "")
  }
}

/// A number with digits after the point, right in a column.
func text(_ value: Double, _ width: Int, _ digits: Int) -> String {
  // Whatever is that far off is off without end.
  guard abs(value) < 1e12 else { return String(repeating: " ", count: max(0, width - 3)) + "inf" }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let whole = Int((abs(value) * scale).rounded())
  var result = String(whole / Int(scale))
  if digits > 0 {
    let rest = String(whole % Int(scale))
    result += "." + String(repeating: "0", count: digits - rest.count) + rest
  }
  if value < 0, whole > 0 { result = "-" + result }
  return String(repeating: " ", count: max(0, width - result.count)) + result
}
