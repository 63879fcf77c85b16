import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// Every reference value of the formulas, where they stand beside the repository; the inline values of the other suites hold
/// without them.
@Suite(
  .enabled(
    if: TextFile.exists(ReferenceCase.vectorPath), "the reference values are not beside the repository"))
struct FormulaVectorTests {
  private static let vectors =
    TextFile.read(ReferenceCase.vectorPath).flatMap { JSONValue($0) }?["vectors"] ?? .null

  private func rows(_ name: String) -> [JSONValue] {
    let rows = Self.vectors[name].array
    #expect(!rows.isEmpty, "\(name) has no rows")
    return rows
  }

  @Test func `Erlang's formulas and square-root staffing agree`() throws {
    for row in rows("erlang_b") {
      let value = Erlang.blocking(serverCount: row["servers"].count, offeredLoad: row["offered"].number)
      expectNear(value, row["blocking"].number, 1e-9)
    }
    for row in rows("erlang_c") {
      let queue = try MarkovianQueue(
        arrivalRate: row["offered"].number, serviceTime: 1, serverCount: row["servers"].count)
      expectNear(queue.waitingProbability, row["p_wait"].number, 1e-9)
      expectNear(queue.waitingTime, row["wq_over_s"].number, 1e-9)
    }
    for row in rows("sqrt_staffing") {
      let (offered, servers) = (row["offered"].number, row["servers"].count)
      #expect(Erlang.squareRootStaffing(offeredLoad: offered, quality: row["qos"].number) == servers)
      expectNear(
        Erlang.waiting(serverCount: servers, offeredLoad: offered), row["p_wait_exact"].number, 1e-9)
    }
  }

  @Test func `waits with general service agree`() throws {
    for row in rows("mg1") {
      let (load, variation) = (row["rho"].number, row["cs2"].number)
      let queue = try GeneralServiceQueue(
        arrivalRate: load, service: .gamma(mean: 1, squaredVariation: variation))
      expectNear(queue.waitingTime, row["wq_over_s"].number, 1e-9)
    }
    for row in rows("allen_cunneen") {
      let servers = row["m"].count
      func wait(_ method: TwoMomentQueue.Method) throws -> Double {
        try TwoMomentQueue(
          arrivalRate: row["rho"].number * Double(servers), arrivalVariation: row["ca2"].number,
          serviceTime: 1,
          serviceVariation: row["cs2"].number, serverCount: servers, method: method
        ).waitingTime
      }
      expectNear(try wait(.allenCunneen), row["formula"].number, 1e-9)
      // Within the error of the simulation, or closer to it than Allen and Cunneen; never further.
      let (simulated, error) = (row["simulated"].number, row["sim_stderr"].number)
      let (better, theirs) = (abs(try wait(.blended) - simulated), abs(row["formula"].number - simulated))
      #expect(better <= max(theirs * (1 + 1e-9), 2 * error))
      if row["ca2"].number == 1 { #expect(better < 2.6 * error || better < 0.03 * simulated) }
    }
  }

  @Test func `mean value analysis and bounds agree, and enclose`() throws {
    for row in rows("mva") {
      let (demands, think, customers) = (row["demands"].numbers, row["think"].number, row["n"].count)
      let network = try ClosedNetwork(demands: demands, population: customers, thinkTime: think)
      for solution in [try network.solveExactly(), try network.solveByMeanValueAnalysis()] {
        expectNear(solution.throughputs[0], row["x"].number, 1e-9)
        expectNear(solution.responseTimes[0], row["r"].number, 1e-9)
      }
      let asymptotic = try OperationalBounds.asymptotic(
        demands: demands, population: customers, thinkTime: think)
      let balanced = try OperationalBounds.balancedJob(
        demands: demands, population: customers, thinkTime: think)
      expectNear(asymptotic.throughput.upperBound, row["x_upper"].number, 1e-9)
      expectNear(asymptotic.responseTime.lowerBound, row["r_lower"].number, 1e-9)
      expectNear(balanced.throughput.lowerBound, row["bjb_x_low"].number, 1e-9)
      expectNear(balanced.throughput.upperBound, row["bjb_x_high"].number, 1e-9)
    }
  }

  @Test func `caches agree`() throws {
    for (name, key) in [("che", "hit_che"), ("che_large", "hit")] {
      for row in rows(name) {
        let keys = try KeyPopularity.zipf(keyCount: row["items"].count, exponent: row["alpha"].number)
        let cache = try LeastRecentlyUsedCache(popularity: keys, entryCount: row["cache"].number)
        expectNear(cache.hitRatio, row[key].number, 1e-8)
        if !row["hit_lru_sim"].isNull { #expect(abs(cache.hitRatio - row["hit_lru_sim"].number) < 0.002) }
      }
    }
  }

  @Test func `scalability, tails, retries and availability agree`() throws {
    for row in rows("usl") {
      let law = UniversalScalability(contention: row["sigma"].number, coherency: row["kappa"].number)
      expectNear(law.relativeCapacity(of: row["n"].number), row["relative"].number, 1e-9)
      expectNear(law.peakCount, row["n_peak"].number, 1e-9)
    }
    for row in rows("tail_fanout") {
      let slow = ScatterGather.slowShare(each: row["p_slow"].number, count: row["fanout"].number)
      expectNear(slow, row["p_any"].number, 1e-9)
    }
    for row in rows("retry_amplification") {
      let policy = try RetryPolicy(retries: row["retries"].count)
      expectNear(policy.attempts(failure: row["p_fail"].number), row["attempts"].number, 1e-9)
    }
    for row in rows("k_of_n") {
      let down = Redundancy.unavailability(
        needed: row["k"].count, of: row["n"].count, unavailability: 1 - row["a"].number)
      #expect(abs(down - (1 - row["availability"].number)) < 1e-12)
    }
    for row in rows("series") {
      let parts = [Double](repeating: row["each"].number, count: row["services"].count)
      expectNear(Redundancy.series(parts), row["availability"].number, 1e-12)
    }
  }

  @Test func `hedging agrees with its simulation`() throws {
    let row = Self.vectors["hedging_sim"]
    // 99 % lognormal of median 5 ms and sigma 0.5, 1 % exponential of 200 ms.
    let variation = 0.2840254166877415  // e^(sigma^2) − 1
    let latency = try LatencyMixture([
      .init(
        probability: 0.99,
        distribution: .lognormal(mean: 0.005 * 1.1331484530668263, squaredVariation: variation)),
      .init(probability: 0.01, distribution: .exponential(mean: 0.2)),
    ])
    let hedging = try Hedging(afterQuantile: 0.95, scale: 0.005) { latency.tail(beyond: $0) }
    expectNear(hedging.delay * 1000, row["trigger_ms"].number, 0.005)
    expectNear(hedging.extraLoad, row["extra_load"].number, 1e-6)
    // Without hedging the density at the 99th percentile is a few in a thousand per ms: the simulated one errs by 4 %.
    expectNear(latency.quantile(0.99) * 1000, row["p99"].numbers[0], 0.04)
    expectNear(hedging.quantile(0.99) * 1000, row["p99"].numbers[1], 0.01)
    // The simulated 99.9th percentile rests on few requests.
    expectNear(latency.quantile(0.999) * 1000, row["p999"].numbers[0], 0.05)
    expectNear(hedging.quantile(0.999) * 1000, row["p999"].numbers[1], 0.02)
  }

  @Test func `staleness of quorums agrees with its simulation`() throws {
    for row in rows("pbs") {
      let means = row["means_ms"]
      func exponential(_ key: String) throws -> LatencyMixture {
        try LatencyMixture(.exponential(mean: means[key].number / 1000))
      }
      let replica = ReplicaQuorum.Replica(
        write: try exponential("W"), acknowledgement: try exponential("A"), read: try exponential("R"),
        response: try exponential("S"))
      let quorum = try ReplicaQuorum(
        replicas: [ReplicaQuorum.Replica](repeating: replica, count: row["N"].count),
        readQuorum: row["R"].count, writeQuorum: row["W"].count)
      for milliseconds in [0.0, 1, 5, 10, 25] {
        let expected = row["p_consistent_after_ms"]["\(Int(milliseconds))"].number
        // 200 000 simulated reads: three standard errors, and a thousandth of the stale share for the integration.
        let error = 3 * (expected * (1 - expected) / 200_000).squareRoot() + 2e-3 * (1 - expected) + 1e-5
        let consistent = 1 - quorum.staleness(after: milliseconds / 1000)
        #expect(
          abs(consistent - expected) <= error,
          "R \(quorum.readQuorum) W \(quorum.writeQuorum) t \(milliseconds): \(consistent), \(expected)")
      }
    }
  }

  @Test func `releases and rates agree`() {
    let risks = rows("big_bang_vs_canary")
    let (rate, failure) = (risks[0]["rps"].number, risks[0]["cfr"].number)
    expectNear(
      ReleaseRisk.badRequests(
        requestRate: rate, changeFailure: failure, exposedTime: risks[0]["restore_min"].number * 60),
      risks[0]["big_bang_bad"].number, 1e-9)
    expectNear(
      ReleaseRisk.badRequests(
        requestRate: rate, changeFailure: failure, exposedShare: 0.05,
        exposedTime: risks[0]["detect_min"].number * 60), risks[0]["canary_5pct_bad"].number, 1e-9)
    for (count, expected) in zip(risks[1]["changes_per_batch"].numbers, risks[1]["p_batch_fails"].numbers) {
      let value = ReleaseRisk.batchFailure(changeFailure: risks[1]["p_change"].number, changeCount: count)
      expectNear(value, expected, 1e-9)
    }
    for row in rows("backofenvelope") {
      let (users, requests) = (row["users"].number, row["req_per_user_day"].number)
      expectNear(
        OfferedLoad.meanRate(users: users, requestsPerUserAndDay: requests), row["avg_qps"].number, 1e-9)
      expectNear(
        OfferedLoad.peakRate(users: users, requestsPerUserAndDay: requests, peakFactor: 3),
        row["peak_qps_x3"].number, 1e-9)
    }
  }

  @Test func `every kind of vector is taken by a test here`() {
    let taken: Set = [
      "erlang_b", "erlang_c", "sqrt_staffing", "mg1", "allen_cunneen", "mva", "che", "che_large", "usl",
      "tail_fanout",
      "hedging_sim", "pbs", "k_of_n", "series", "retry_amplification", "big_bang_vs_canary", "backofenvelope",
    ]
    guard case .object(let kinds) = Self.vectors else {
      Issue.record("the file has no vectors")
      return
    }
    #expect(Set(kinds.keys) == taken)
  }
}
