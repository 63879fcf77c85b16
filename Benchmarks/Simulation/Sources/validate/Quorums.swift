import TenfoldModel
import TenfoldSimulation

/// Probabilistically bounded staleness: three replicas, each read and write sent to all of them, done after R and W answers.
///
/// Bailis, Venkataraman, Franklin, Hellerstein and Stoica, Proceedings of the VLDB Endowment 5(8), 2012, table 4: latencies in
/// milliseconds at 99.9 %, and the time after a write from which at most one read in a thousand misses it. One-way times are
/// the paper's fits. The times stand beside figures computed for the same fits a million times over, which are what is
/// compared with: the published times to visibility lie 2 to 13 % below them, from rounded fits or for a reason of the table.
func quorums(_ table: inout Table) throws {
  table.title("Reads that see a write at once, R = W = 1 (published 97.4, 43.9, 89.3 and 33 %), %")
  for (times, expected) in zip(StoreTimes.all, [97.4, 43.6, 88.7, 33.4]) {
    let stale = try share(times, reads: 1, writes: 1, pause: 0, duration: 80_000)
    table.add(times.name, expected: expected, 100 * (1 - stale), within: 1.2)
  }
  table.title("One read in a thousand misses a write after so long: share of reads that do, per thousand")
  let visible: [(StoreTimes, Double, Double, Double)] = [
    (.solidState, 1, 1, 1.99), (.disk, 1, 1, 51.5), (.disk, 2, 1, 14.3), (.wideArea, 1, 1, 115.6),
  ]
  for (times, reads, writes, milliseconds) in visible {
    let stale = try share(
      times, reads: reads, writes: writes, pause: milliseconds / 1000, duration: 400_000)
    table.add(
      "\(times.name), R \(Int(reads)), W \(Int(writes)), after \(QuantityText.number(milliseconds)) ms",
      expected: 1,
      1000 * stale, within: 0.3)
  }
  table.title("Latency at 99.9 %, ms")
  let latencies: [(StoreTimes, Double, Double, Double, Double)] = [
    (.solidState, 1, 2, 0.66, 1.63), (.disk, 2, 2, 1.63, 20.94), (.wideArea, 2, 1, 151.3, 56.1),
  ]
  for (times, reads, writes, read, write) in latencies {
    let report = try ring(times, reads: reads, writes: writes, pause: nil, duration: 200_000)
    for (journey, expected) in zip(report.journeys, [read, write]) {
      table.add(
        "\(times.name), R \(Int(reads)), W \(Int(writes)), \(journey.name)", expected: expected,
        1000 * (journey.percentiles[0.999]?.estimate ?? 0), share: 0.06)
    }
  }
}

/// One-way times of a kind of store, in seconds.
private struct StoreTimes {
  let name: String
  let times: QuorumTimes

  private static func milliseconds(_ share: Double, scale: Double, shape: Double, rate: Double)
    -> Distribution
  {
    .mixture(share: share, .pareto(scale: scale / 1000, shape: shape), .exponential(mean: 0.001 / rate))
  }

  static let fast = milliseconds(0.9122, scale: 0.235, shape: 10, rate: 1.66)
  static let slow = milliseconds(0.38, scale: 1.05, shape: 1.51, rate: 0.183)
  static let solidState = StoreTimes(
    name: "solid state", times: QuorumTimes(write: fast, acknowledgement: fast, read: fast, response: fast))
  static let disk = StoreTimes(
    name: "disk", times: QuorumTimes(write: slow, acknowledgement: fast, read: fast, response: fast))
  static let wideArea = StoreTimes(
    name: "wide area",
    times: QuorumTimes(
      write: slow, acknowledgement: fast, read: fast, response: fast, remoteDelay: 0.075))
  private static let often = milliseconds(0.982, scale: 1.5, shape: 3.8, rate: 0.0217)
  static let yammer = StoreTimes(
    name: "Yammer",
    times: QuorumTimes(
      write: milliseconds(0.939, scale: 3, shape: 3.35, rate: 0.0028), acknowledgement: often, read: often,
      response: often))
  static let all = [solidState, disk, yammer, wideArea]
}

private func share(
  _ times: StoreTimes, reads: Double, writes: Double, pause: Double, duration: Double
) throws -> Double {
  let report = try ring(times, reads: reads, writes: writes, pause: pause, duration: duration)
  return report.components.first { $0.name == "ring" }?.behavior?.staleShare?.estimate ?? .nan
}

/// Requests that write the only key, wait and read it; without a pause, reads and writes of their own.
private func ring(
  _ times: StoreTimes, reads: Double, writes: Double, pause: Double?, duration: Double
) throws -> SimulationReport {
  let store = Component(
    name: "ring", kind: .store,
    operations: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)],
    state: StoredState(
      replication: Replication(
        replicas: .stated(2), mode: .quorum, readQuorum: .stated(reads), writeQuorum: .stated(writes)),
      keys: KeyPopularity(count: .stated(1), zipfExponent: .stated(0))))
  func call(_ operation: String) -> Step { .call(Call(component: "ring", operation: operation)) }
  let parts: [Component]
  let journeys: [(String, Double)]
  if let pause {
    let wait = Component(
      name: "wait", kind: .external,
      operations: [Operation(name: "run", demand: Demand(delay: .stated(pause), variability: .stated(0)))])
    parts = [service("api", [call("write"), .call(Call(component: "wait")), call("read")]), store, wait]
    journeys = [("api", 1)]
  } else {
    parts = [service("reader", [call("read")]), service("writer", [call("write")]), store]
    journeys = [("reader", 0.5), ("writer", 0.5)]
  }
  // One request after the other, far apart, so that none meets another's write on its way.
  return try simulate(system(parts, journeys: journeys), duration: duration) {
    $0.load = .users(1, thinkTime: 4)
    $0.quorumTimes["ring"] = times.times
  }
}
