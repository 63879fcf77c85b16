import TenfoldModel
import TenfoldQueueing
import TenfoldRandomSystems
import TenfoldSimulation
import Testing

/// The solver and the simulator know nothing of each other; where they agree, two methods say the same.
struct SolvedRandomSystemTests {
  /// What `make accuracy` shows for 95 of 100 journeys.
  private static let statedError = 0.15

  private static let small: RandomSystem.Options = {
    var options = RandomSystem.Options()
    options.componentCount = 5...12
    options.utilization = 0.3...0.6
    options.executionsPerRequest = 30
    return options
  }()

  @Test(arguments: [1, 2, 3, 5, 8, 13])
  func `solved means lie in the simulated interval widened by the stated error`(_ seed: Int) throws {
    let random = RandomSystem(seed: seed, options: Self.small)
    let solution = try SystemSolver.solve(Reading(random.lowered), load: random.load)
    let executions = Reading(random.lowered).visits.reduce(0, +)
    var options = SystemSimulationOptions(
      length: SimulationLength(duration: 40_000 / (random.rate * executions) / 4, runs: 4))
    options.load = random.load
    let report = try SystemSimulation.run(random.system, lowered: random.lowered, options: options)
    #expect(solution.isConverged)
    for (journey, solved) in zip(report.journeys, solution.journeys) {
      let seen = journey.responseTime
      guard seen.estimate > 0, seen.halfWidth < 0.3 * seen.estimate else { continue }
      let slack = seen.halfWidth + Self.statedError * seen.estimate
      #expect(
        abs(solved.response.mean - seen.estimate) <= slack,
        "seed \(seed), \(journey.name): solved \(solved.response.mean) s, simulated \(seen)")
    }
  }

  @Test func `the same seed draws the same system, another seed another`() {
    #expect(RandomSystem(seed: 7).system == RandomSystem(seed: 7).system)
    #expect(RandomSystem(seed: 7).system != RandomSystem(seed: 8).system)
  }

  @Test func `drawn systems have the sizes and the load that were asked for`() {
    for seed in 0..<60 {
      let random = RandomSystem(seed: seed)
      let reading = Reading(random.lowered)
      let busiest = reading.stations.map { $0.utilization(at: random.rate) }.max() ?? 0
      #expect((0.3 - 1e-9...0.85 + 1e-9).contains(busiest), "seed \(seed)")
      #expect((5...60).contains(random.system.components.count), "seed \(seed)")
      #expect(random.lowered.diagnostics.isEmpty, "seed \(seed): \(random.lowered.diagnostics)")
    }
  }
}
