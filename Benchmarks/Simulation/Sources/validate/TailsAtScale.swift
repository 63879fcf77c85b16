import TenfoldModel
import TenfoldSimulation

/// Dean and Barroso, Communications of the ACM 56(2), 2013: rare slowness of a leaf is common in a request to many,
/// and a second copy of what is late costs little.
func tailsAtScale(_ table: inout Table) throws {
  table.title("Share of requests to n leaves that meet a slow one: 1 - (1 - p)^n")
  for (slow, leaves, expected) in [(0.01, 100.0, 0.634), (0.0001, 2000, 0.181), (0.01, 1, 0.01)] {
    let report = try simulate(
      fan(leaves: leaves, slow: slow, slowTime: 1, fastTime: 0.001, scv: 0, timeout: 0.5), duration: 200,
      runs: 2)
    table.add(
      "\(Int(leaves)) leaves, slow \(QuantityText.share(slow)) of the time", expected: expected,
      report.journeys[0].failedShare, within: 0.012)
  }
  // Leaves that take 2.55 ms on average, so that 2 % take longer than 10 ms, and 3 in 10000 of which take 0.3 s more.
  let plain = try simulate(
    fan(leaves: 1000, slow: 0.0003, slowTime: 0.32, fastTime: 0.00255, scv: 1), duration: 200, runs: 2)
  let hedged = try simulate(
    fan(leaves: 1000, slow: 0.0003, slowTime: 0.32, fastTime: 0.00255, scv: 1, hedge: 0.01), duration: 200,
    runs: 2)
  let before = plain.journeys[0].percentiles[0.999]?.estimate ?? 0
  let after = hedged.journeys[0].percentiles[0.999]?.estimate ?? 1
  table.title(
    "1000 keys, a second copy after 10 ms (published 1800 -> 74 ms for 2 % more; these leaves are ours)")
  table.add("p99.9 without, ms", expected: 1800, before * 1000, share: 0.25)
  table.add(
    "p99.9 cut by a factor of at least 20 (1 is yes)", expected: 1, before / after >= 20 ? 1 : 0, within: 0)
  let leaf = hedged.components.first { $0.name == "leaf" }
  let calls = 1000 * hedged.journeys[0].throughput.estimate
  table.add("more calls, %", expected: 2, 100 * (leaf?.hedges.estimate ?? 0) / calls, within: 1)
  try tiedCalls(&table)
}

/// Two copies at two servers, the first of which to begin stops the other: one queue before two servers, where the mean is that
/// of M/M/2.
private func tiedCalls(_ table: inout Table) throws {
  table.title("Tied calls to two servers of load 0.7, in service times")
  let (alone, tied) = (try pair(isTied: nil), try pair(isTied: true))
  table.add("mean, each by itself: 1 / (1 - 0.7)", exact: 1 / 0.3, alone.journeys[0].responseTime)
  table.add("mean, tied: 1 / (1 - 0.49)", exact: 1 / 0.51, tied.journeys[0].responseTime)
  table.add(
    "work done, tied, share of both servers", exact: 0.7,
    tied.components.first { $0.name == "leaf" }?.utilization ?? .init(estimate: 0, halfWidth: 0))
}

private func pair(isTied: Bool?) throws -> SimulationReport {
  let call = Call(component: "leaf", resilience: Resilience(isTied: isTied))
  return try simulate(
    system([service("root", [.call(call)]), service("leaf", cpu: 1, replicas: 2)], rate: 1.4),
    duration: 40_000)
}

/// A request to many leaves at once, each of which is seldom slow.
private func fan(
  leaves: Double, slow: Double, slowTime: Double, fastTime: Double, scv: Double, timeout: Double? = nil,
  hedge: Double? = nil
) -> System {
  func outside(_ name: String, _ time: Double) -> Component {
    Component(
      name: name, kind: .external,
      operations: [
        Operation(name: "run", demand: Demand(delay: .stated(time), variability: .stated(scv)))
      ])
  }
  let leaf = service(
    "leaf",
    [
      .call(Call(component: "fast")),
      .choice([.init(share: .stated(slow), steps: [.call(Call(component: "slow"))])]),
    ])
  let ask = Call(
    component: "leaf", resilience: Resilience(hedgeAfter: hedge.map { .stated($0) }), fanOut: .stated(leaves))
  return system(
    [service("root", [.call(ask)]), leaf, outside("fast", fastTime), outside("slow", slowTime)], rate: 50,
    resilience: Resilience(timeout: timeout.map { .stated($0) }))
}
