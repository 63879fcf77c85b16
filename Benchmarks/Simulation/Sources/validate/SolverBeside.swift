import TenfoldModel
import TenfoldQueueing
import TenfoldSimulation

/// The solver beside the simulator where calls are given up, repeated, sent twice or kept away: "expected" is solved.
///
/// Between attempts of one call and between calls there is a queue that remembers, of which the solver knows little; its
/// errors are largest where a few percent fail and retries come at once.
func solverBeside(_ table: inout Table) throws {
  try timeouts(&table)
  try retries(&table)
  try hedges(&table)
  try breakers(&table)
}

private func solve(_ system: System) throws -> Solution {
  try SystemSolver.solve(
    Reading(Lowering.lower(system, conventions: noNetwork)), rate: system.workload.arrivalRate!.likely)
}

private func resilience(
  timeout: Double? = nil, retries: Double? = nil, budget: Double? = nil, backoff: Double? = nil,
  breaker: Double? = nil, hedge: Double? = nil
) -> Resilience {
  Resilience(
    timeout: timeout.map { .stated($0) }, retryLimit: retries.map { .stated($0) },
    retryBudget: budget.map { .stated($0) }, backoff: backoff.map { .stated($0) },
    breakerThreshold: breaker.map { .stated($0) }, hedgeAfter: hedge.map { .stated($0) })
}

private func timeouts(_ table: inout Table) throws {
  table.title("Solved beside simulated: timeouts of three services at one queue")
  for load in [0.3, 0.5, 0.8, 0.9] {
    let one = system([service("api", cpu: 1)], rate: load, resilience: resilience(timeout: 3))
    let (solved, report) = (try solve(one), try simulate(one, duration: 40_000))
    table.add(
      "load \(load): share given up", expected: solved.failedShare, report.journeys[0].failedShare,
      within: 0.01)
    table.add(
      "load \(load): mean of good answers, s", expected: solved.journeys[0].response.mean,
      report.journeys[0].responseTime.estimate, share: 0.02)
  }
}

private func retries(_ table: inout Table) throws {
  table.title("Solved beside simulated: one retry, timeout of five services, 100/s of capacity")
  for (rate, backoff) in [(20.0, 0.0), (30, 0), (40, 0), (20, 0.3), (30, 0.3), (40, 0.3)] {
    let one = system(
      [service("api", cpu: 0.01)], rate: rate,
      resilience: resilience(timeout: 0.05, retries: 1, backoff: backoff))
    let (solved, report) = (try solve(one), try simulate(one, duration: 4000))
    let call = solved.calls[0]
    let pause = backoff > 0 ? "after 0.3 s" : "at once"
    table.add(
      "\(Int(rate))/s, \(pause): retries/s", expected: call.throughput * call.retries,
      report.components[0].retries.estimate, share: backoff > 0 ? 0.15 : 1)
    // At once: too low by up to a factor of three.
    let failed = report.journeys[0].failedShare
    table.add(
      "\(Int(rate))/s, \(pause): share that fails", expected: solved.failedShare, failed,
      within: max(0.002, (backoff > 0 ? 0.7 : 2) * solved.failedShare))
    table.add(
      "\(Int(rate))/s, \(pause): mean of good answers, s", expected: solved.journeys[0].response.mean,
      report.journeys[0].responseTime.estimate, share: 0.06)
  }
}

private func hedges(_ table: inout Table) throws {
  table.title("Solved beside simulated: a second copy after three services, eight leaves")
  for load in [0.1, 0.2, 0.3, 0.4] {
    let ask = Call(component: "leaf", resilience: resilience(hedge: 0.03))
    let one = system(
      [service("api", cpu: 0.0001, cores: 8, [.call(ask)]), service("leaf", cpu: 0.01, replicas: 8)],
      rate: load * 800)
    let (solved, report) = (try solve(one), try simulate(one, duration: 400))
    let call = solved.calls[0]
    table.add(
      "load \(load): copies/s", expected: call.throughput * call.hedges,
      report.components.first { $0.name == "leaf" }!.hedges.estimate, share: load < 0.35 ? 0.06 : 0.15)
    table.add(
      "load \(load): p99, s", expected: solved.journeys[0].response.p99,
      report.journeys[0].percentiles[0.99]!.estimate, share: 0.12)
  }
}

private func breakers(_ table: inout Table) throws {
  table.title("Solved beside simulated: a breaker of five failures, timeout of 20 services, 100/s")
  for rate in [60.0, 80, 95, 120, 150] {
    let one = system(
      [service("api", cpu: 0.01)], rate: rate, resilience: resilience(timeout: 0.2, breaker: 5))
    let (solved, report) = (try solve(one), try simulate(one, duration: 6000))
    table.add(
      "\(Int(rate))/s: share that fails", expected: solved.failedShare, report.journeys[0].failedShare,
      within: 0.04)
    table.add(
      "\(Int(rate))/s: busy share", expected: solved.stations[0].utilization,
      report.components[0].utilization.estimate, within: 0.04)
  }
}

/// Mean time until chance alone brings a vulnerable queue down: solved beside twelve simulated systems each.
func collapse(_ table: inout Table) throws {
  table.title("Seconds until a vulnerable queue falls by chance; within a factor of three")
  let cases: [(rate: Double, timeout: Double, retries: Double, cores: Double, duration: Double)] = [
    (60, 0.1, 1, 1, 300), (70, 0.2, 1, 1, 2000), (80, 0.3, 1, 1, 2000), (80, 0.3, 3, 1, 2000),
    (85, 0.5, 1, 1, 8000), (80, 0.3, 1, 4, 2000),
  ]
  for entry in cases {
    let one = system(
      [service("api", cpu: 0.01 * entry.cores, cores: entry.cores)], rate: entry.rate,
      resilience: resilience(timeout: entry.timeout, retries: entry.retries))
    let solved = try solve(one).chancePushInterval ?? .infinity
    var (lived, fallen) = (0.0, 0.0)
    for seed in 1...12 {
      let report = try simulate(one, duration: entry.duration, runs: 1) {
        $0.removesWarmUp = false
        $0.length.seed = UInt64(seed)
      }
      let slice = entry.duration / Double(report.slices.count)
      let end = report.slices.firstIndex { $0.goodput < 0.3 * entry.rate }
      lived += slice * Double(end ?? report.slices.count)
      if end != nil { fallen += 1 }
    }
    let name =
      "\(Int(entry.rate))/s, \(entry.timeout) s, \(Int(entry.retries)) retries, \(Int(entry.cores)) cores"
    let simulated = fallen > 0 ? lived / fallen : .infinity
    // A factor of three either way, as a band around what is solved.
    let inBand = simulated > solved / 3 && simulated < solved * 3
    table.add(name, expected: solved, simulated, within: inBand ? max(solved * 2, 1) : 0)
  }
}
