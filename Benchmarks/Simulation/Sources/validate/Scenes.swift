import TenfoldModel
import TenfoldSimulation

/// Failures and repairs, overload and what it leaves, and new versions, beside their formulas.
func scenes(_ table: inout Table) throws {
  try availability(&table)
  try breakdowns(&table)
  try recovery(&table)
  try cacheLoss(&table)
  try versions(&table)
}

/// n replicas, each up for 90 s and down for 10 s on average, exponentially.
private func availability(_ table: inout Table) throws {
  table.title("Replicas that fail at random, up 90 % of the time")
  for count in 1...4 {
    let report = try simulate(
      system([service("api", replicas: Double(count))], rate: 20), duration: 200_000, runs: 2
    ) {
      $0.noticeTime = 0
      $0.events = [.failures(.init(target: .eachReplica(of: "api"), timeBetween: 90, repairTime: 10))]
    }
    table.add("\(count) of them: in service", exact: 0.9 * Double(count), report.components[0].replicas)
    let none = (0..<count).reduce(1.0) { share, _ in share * 0.1 }
    table.add(
      "\(count) of them: requests that find none, a second", exact: 20 * none,
      report.journeys[0].failures[.unavailable] ?? ConfidenceInterval(estimate: 0, halfWidth: 1e-3))
  }
}

/// M/M/1 that failures empty and that is away until repaired. While it is up, its length is geometric with the lesser
/// root z of m z^2 - (l + m + f) z + l = 0: the balance equations.
private func breakdowns(_ table: inout Table) throws {
  table.title("M/M/1 with failures that lose what is there")
  for (load, failures) in [(0.5, 0.01), (0.8, 0.02), (1.2, 0.05)] {
    let report = try simulate(system([service("api", cpu: 1)], rate: load), duration: 200_000) {
      $0.events = [
        .failures(.init(target: .whole(.component("api")), timeBetween: 1 / failures, repairTime: 10))
      ]
    }
    let sum = load + 1 + failures
    let root = (sum - (sum * sum - 4 * load).squareRoot()) / 2
    let up = 0.1 / (0.1 + failures)
    let name = "load \(QuantityText.number(load)), a failure in \(QuantityText.number(1 / failures)) s"
    table.add(
      "\(name): lost, a second", exact: failures * up * root / (1 - root), report.journeys[0].failures[.lost]!
    )
    table.add("\(name): busy while up", exact: root, report.components[0].utilization)
  }
}

/// After an overload of length L at x times the capacity the backlog is gone in L (x - 1) / (1 - rho); after an outage of
/// length D in D rho / (1 - rho).
private func recovery(_ table: inout Table) throws {
  table.title("Time until the backlog of an overload of 20 s is gone, s: L (x - 1) / (1 - rho)")
  for (rho, overload) in [(0.5, 1.5), (0.5, 2.0), (0.5, 3), (0.8, 1.5), (0.8, 2)] {
    let report = try simulate(system([service("server", cpu: 0.01)], rate: 100 * rho), duration: 320, runs: 4)
    {
      $0.removesWarmUp = false
      $0.curve = LoadCurve(
        .rate,
        phases: [
          .hold(100 * rho, duration: 40), .hold(100 * overload, duration: 20),
          .hold(100 * rho, duration: nil),
        ])
      // Something to measure from: a factor of one changes nothing.
      $0.events = [.slowdown(component: "server", factor: 1, from: 40, until: 60)]
    }
    let expected = 20 * (overload - 1) / (1 - rho)
    table.add(
      "rho \(QuantityText.number(rho)), x \(QuantityText.number(overload))", expected: expected,
      report.recoveries[0].time ?? .infinity, within: max(6, 0.15 * expected))
  }
  table.title(
    "Time until the backlog of an outage of 10 s is gone, capacity 300/s, s: 10 load / (300 - load)")
  for load in [100.0, 140, 160, 200, 250] {
    let expected = 10 * load / (300 - load)
    let report = try storm(load, retries: 0)
    table.add(
      "\(Int(load))/s", expected: expected, report.recoveries[0].time ?? .infinity,
      within: max(3, 0.15 * expected))
  }
  table.title(
    "Retry storms: s until 95 % are answered again, in slices of 5 s (published with one random seed)")
  let rows: [(load: Double, retries: Double, expected: Double)] = [
    (100, 0, 4), (140, 0, 8), (160, 0, 11), (200, 0, 19), (250, 0, 45), (100, 1, 17),
  ]
  for row in rows {
    let report = try storm(row.load, retries: row.retries)
    let good = report.slices.first { $0.end > 70 && $0.goodput >= 0.95 * row.load }
    table.add(
      "\(Int(row.load))/s, \(Int(row.retries)) retries", expected: row.expected,
      (good?.end ?? .infinity) - 5 - 70, within: 5)
  }
}

/// A server of 300/s that hangs from 60 to 70 s, and callers that wait one second.
private func storm(_ load: Double, retries: Double) throws -> SimulationReport {
  let resilience = Resilience(timeout: .stated(1), retryLimit: .stated(retries))
  return try simulate(
    system([service("server", cpu: 1 / 300.0)], rate: load, resilience: resilience), duration: 160, runs: 10
  ) {
    $0.removesWarmUp = false
    $0.events = [.freeze(component: "server", from: 60, until: 70)]
  }
}

/// A cache that answers 99 of 100 and is emptied: the store gets a hundred times its load at once.
private func cacheLoss(_ table: inout Table) throws {
  table.title("A cache of 20,000 keys alike is emptied at 1000/s: reads of the store")
  let cache = Component(
    name: "cache", kind: .cache, operations: [Operation(name: "get")],
    state: StoredState(
      keys: KeyPopularity(count: .stated(20_000), zipfExponent: .stated(0)), hitRatio: .stated(0.99)))
  let store = Component(
    name: "db", kind: .store, resources: Resources(cpu: .stated(8)),
    operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.001)), writes: false)],
    state: StoredState())
  let ask = Call(component: "db", operation: "read", cachedIn: "cache")
  func reads(_ until: Double, flushed: Bool) throws -> Double {
    let report = try simulate(
      system([service("api", [.call(ask)]), cache, store], rate: 1000), duration: until, runs: 4
    ) {
      $0.removesWarmUp = false
      if flushed { $0.events = [.cacheFlush(component: "cache", at: 0)] }
    }
    return report.components.first { $0.name == "db" }!.throughput.estimate
  }
  let usual = try reads(4, flushed: false)
  table.add("usual, a second", expected: 10, usual, within: 1.5)
  table.add(
    "in the first 0.2 s, times the usual", expected: 100, try reads(0.2, flushed: true) / 10, within: 3)
  // Keys asked for by m requests: 20,000 (1 - e^(-m / 20,000)).
  table.add(
    "in the first 20 s, all", expected: 20_000 * 0.632121, 20 * (try reads(20, flushed: true)), share: 0.02)
}

/// What a bad version costs by the way it comes: errors of 20 % at 100/s, noticed by people after 60 s, taken back in 30.
private func versions(_ table: inout Table) throws {
  table.title("Errors of a version that fails 20 % of the time, at 100/s")
  func errors(_ method: Deployment.Method) throws -> Double {
    var shop = system([service("api", cpu: 0.001, cores: 4, replicas: 4)], rate: 100)
    shop.observation = Observation(
      detectionTime: .stated(60), diagnosisTime: .stated(60), repairTime: .stated(60))
    shop.delivery.rollbackTime = .stated(30)
    let report = try simulate(shop, duration: 640, runs: 8) {
      $0.removesWarmUp = false
      $0.events = [
        .deployment(
          .init(component: "api", at: 100, method: method, version: .init(errorShare: 0.2), startTime: 10))
      ]
    }
    return (report.journeys[0].failures[.error]?.estimate ?? 0) * 640
  }
  // All old ones at once after 10 s, until 90 s after the beginning.
  table.add(
    "all at once, taken back by people", expected: 0.2 * 100 * 80,
    try errors(.rolling(surge: 1, unavailable: 0)), share: 0.05)
  // Two by two: half of the requests for ten seconds, then all.
  table.add(
    "two by two, taken back by people", expected: 0.2 * 100 * (0.5 * 10 + 70),
    try errors(.rolling(surge: 0.25, unavailable: 0.25)), share: 0.05)
  // A twentieth of the requests until the first judgement, a minute after they begin.
  table.add(
    "a canary of 5 %, judged after a minute", expected: 0.2 * 0.05 * 100 * 60,
    try errors(.canary([.init(share: 0.05, duration: 300), .init(share: 0.5, duration: 300)])), share: 0.15)
}
