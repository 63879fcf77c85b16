import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Stores without a primary against the integrated model of probabilistically bounded staleness.
struct QuorumTests {
  typealias Sample = SampleSystem

  /// A request that writes the only key, waits, and reads it.
  static func run(
    reads: Double, writes: Double, pause: Double, duration: Double
  ) throws -> SimulationReport {
    let store = Component(
      name: "ring", kind: .store,
      operations: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)],
      state: StoredState(
        replication: Replication(
          replicas: .stated(2), mode: .quorum, readQuorum: .stated(reads), writeQuorum: .stated(writes)),
        keys: TenfoldModel.KeyPopularity(count: .stated(1), zipfExponent: .stated(0))))
    let steps: [Step] = [
      .call(Call(component: "ring", operation: "write")), .call(Call(component: "pause")),
      .call(Call(component: "ring", operation: "read")),
    ]
    let system = Sample.system(
      [Sample.service("api", steps), store, Sample.external("pause", delay: pause, scv: 0)], rate: 0.5)
    return try Sample.run(system, duration: duration) {
      $0.quorumTimes["ring"] = QuorumTimes(
        write: .exponential(mean: 0.02), acknowledgement: .exponential(mean: 0.004),
        read: .exponential(mean: 0.004), response: .exponential(mean: 0.004))
    }
  }

  static func law(reads: Int, writes: Int) throws -> ReplicaQuorum {
    let (slow, fast) = (
      try LatencyMixture(.exponential(mean: 0.02)), try LatencyMixture(.exponential(mean: 0.004))
    )
    let replica = ReplicaQuorum.Replica(write: slow, acknowledgement: fast, read: fast, response: fast)
    return try ReplicaQuorum(
      replicas: [replica, replica, replica], readQuorum: reads, writeQuorum: writes)
  }

  @Test(arguments: [(1, 1, 0.0), (1, 1, 0.02), (1, 2, 0.0), (2, 1, 0.01)])
  func `reads miss the newest write as often as the integrated model says`(
    _ reads: Int, _ writes: Int, _ pause: Double
  ) throws {
    let report = try Self.run(reads: Double(reads), writes: Double(writes), pause: pause, duration: 8000)
    let law = try Self.law(reads: reads, writes: writes)
    let stale = try #require(report.component("ring").behavior?.staleShare)
    #expect(stale.contains(law.staleness(after: pause)))
  }

  @Test func `quorums that overlap are never stale`() throws {
    for (reads, writes) in [(2.0, 2.0), (3, 1), (1, 3)] {
      let report = try Self.run(reads: reads, writes: writes, pause: 0, duration: 1000)
      #expect(report.component("ring").behavior?.staleShare?.estimate == 0)
      #expect(report.journey.throughput.estimate > 0.4)
    }
  }

  @Test func `a request takes as long as its slowest needed answers`() throws {
    let report = try Self.run(reads: 1, writes: 2, pause: 0, duration: 8000)
    // Means by integrating the tails: E[T] is the integral over shares of the quantile.
    let law = try Self.law(reads: 1, writes: 2)
    let shares = (0..<400).map { (Double($0) + 0.5) / 400 }
    let mean = shares.reduce(0) { $0 + law.readLatency($1) + law.writeLatency($1) } / 400
    #expect(
      abs(report.journey.responseTime.estimate - mean) < report.journey.responseTime.halfWidth + 0.01 * mean)
    #expect(report.component("ring").throughput.contains(3))
  }
}
