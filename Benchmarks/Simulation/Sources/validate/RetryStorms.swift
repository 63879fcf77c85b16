import TenfoldModel
import TenfoldSimulation

/// A queue of 300 requests a second whose callers wait one second, an outage from 60 to 70 s, and what is answered
/// from 200 to 300 s: retries keep the overload alive where load times attempts reaches the capacity.
///
/// The vulnerable and metastable states of Bronson and others, HotOS 2021; the law "stuck iff load (1 + retries) ≥
/// capacity" was computed for the table that is compared with, with one random seed.
func retryStorms(_ table: inout Table) throws {
  let loads = [100.0, 140, 160, 200, 250, 280]
  let goodput: [[Double]] = [
    [1, 1, 1, 1, 1, 0.99], [1, 0.9, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0],
  ]
  table.title("Retry storms: share answered 130 s after an outage of 10 s, capacity 300/s")
  for retries in 0...3 {
    for (load, expected) in zip(loads, goodput[retries]) {
      let report = try storm(load, retries: retries)
      table.add(
        "\(Int(load))/s, \(retries) retries", expected: expected, answered(report, of: load),
        within: tolerance(load, retries))
    }
  }
  table.title("Attempts per request once it is stuck: 1 + retries")
  for retries in 1...3 {
    let report = try storm(280, retries: retries)
    let attempts = report.slices[25].offered > 0 ? 1 + report.components[0].retries.estimate / 280 : 0
    table.add("280/s, \(retries) retries", expected: Double(1 + retries), attempts, share: 0.2)
  }
  table.title("What helps at 280/s with 3 retries: share answered")
  for places in [300, 150] {
    let report = try storm(280, retries: 3) { $0.queueLimits = ["server": places] }
    table.add("a queue of \(places) places", expected: 1, answered(report, of: 280), within: 0.02)
  }
  let budget = try storm(280, retries: 3, budget: 0.1)
  table.add("a budget of 10 % alone does not", expected: 0, answered(budget, of: 280), within: 0.02)
}

/// Wider where chance decides when the backlog is worked off: at 280/s it takes 2800 / (300 - 280) = 140 s on average,
/// which ends within the time that is looked at, and at the edge of being stuck it may take as long.
private func tolerance(_ load: Double, _ retries: Int) -> Double {
  switch (load, retries) {
  case (280, 0), (140, 1): 0.15
  default: 0.02
  }
}

private func storm(
  _ load: Double, retries: Int, budget: Double? = nil,
  _ change: (inout SystemSimulationOptions) -> Void = { _ in }
) throws -> SimulationReport {
  let resilience = Resilience(
    timeout: .stated(1), retryLimit: .stated(Double(retries)), retryBudget: budget.map { .stated($0) })
  return try simulate(
    system([service("server", cpu: 1 / 300.0)], rate: load, resilience: resilience), duration: 320, runs: 10
  ) {
    $0.removesWarmUp = false
    $0.events = [.freeze(component: "server", from: 60, until: 70)]
    change(&$0)
  }
}

/// Goodput from 200 to 300 s as a share of the load.
private func answered(_ report: SimulationReport, of load: Double) -> Double {
  report.slices[20..<30].reduce(0) { $0 + $1.goodput } / 10 / load
}
