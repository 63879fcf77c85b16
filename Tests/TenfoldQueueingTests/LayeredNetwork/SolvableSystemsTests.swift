import TenfoldModel
import TenfoldQueueing
import TenfoldRandomSystems
import Testing

/// Laws that every solution of a system with a steady state keeps. `Benchmarks/Accuracy accuracy --scan` asks thousands
/// of larger systems the same.
struct SolvableSystemsTests {
  /// What a solution is said to be wrong in; empty when nothing is.
  private func faults(of random: RandomSystem) throws -> [String] {
    let reading = Reading(random.lowered)
    let solution = try SystemSolver.solve(reading, load: random.load)
    var faults: [String] = []
    // Who calls what cannot keep up waits for ever, and so do their callers.
    let isStable = solution.stations.allSatisfy { $0.utilization < 1 }
    for operation in solution.operations where isStable {
      let response = operation.response
      let times = [operation.waitingTime, response.mean, response.p50, response.p99]
      if !times.allSatisfy({ $0.isFinite && $0 >= 0 }) { faults.append("\(operation.name): \(times) s") }
      if response.p50 > response.p95 || response.p95 > response.p99 {
        faults.append("percentiles of \(operation.name) fall")
      }
    }
    for station in solution.stations where !(station.utilization >= 0 && station.waitingTime >= 0) {
      faults.append("\(station.name): busy \(station.utilization), wait \(station.waitingTime) s")
    }
    if !solution.isConverged, solution.diagnostics.isEmpty {
      faults.append("did not settle and did not say so")
    }
    let idle = try SystemSolver.solve(reading, rate: random.rate * 1e-6)
    let busiest = solution.stations.map(\.utilization).max() ?? 0
    for (journey, alone) in zip(solution.journeys, idle.journeys) where busiest < 0.95 {
      let (mean, least) = (journey.response.mean, alone.response.mean)
      if mean > 1000 * least { faults.append("\(journey.name): \(mean) s, without contention \(least) s") }
      // Nothing is faster with others about than alone.
      if journey.failedShare < 1e-6, mean < 0.98 * least {
        faults.append("\(journey.name): \(mean) s, longer alone: \(least) s")
      }
    }
    return faults
  }

  @Test(arguments: [0, 50, 100, 150])
  func `small systems have times that can be`(_ first: Int) throws {
    var options = RandomSystem.Options()
    options.componentCount = 3...6
    for seed in first..<(first + 50) {
      let found = try faults(of: RandomSystem(seed: seed, options: options))
      #expect(found.isEmpty, "seed \(seed): \(found.joined(separator: "; "))")
    }
  }

  /// Parallel calls, rare steps and pools, of which times once came out a thousand times too long.
  @Test func `a system with rare parallel steps takes a time that can be`() throws {
    let random = RandomSystem(seed: 1_000_011)
    #expect(try faults(of: random).isEmpty)
    let solution = try SystemSolver.solve(Reading(random.lowered), load: random.load)
    for journey in solution.journeys {
      #expect(
        journey.response.mean < 10 && journey.response.p50 > 0.01 * journey.response.mean, "\(journey)")
    }
  }

  @Test func `small systems whose calls are watched over have times that can be`() throws {
    var options = RandomSystem.Options()
    options.componentCount = 3...4
    (options.hasResilience, options.hasShards) = (true, true)
    for seed in 0..<6 {
      let found = try faults(of: RandomSystem(seed: seed, options: options))
      #expect(found.isEmpty, "seed \(seed): \(found.joined(separator: "; "))")
    }
  }
}
