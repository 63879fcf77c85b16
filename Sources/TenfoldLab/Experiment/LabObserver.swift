internal import TenfoldLoad
internal import TenfoldModel
internal import TenfoldPlatform

/// Puts loads on a stand and sees what its servers take.
struct LabObserver {
  let stand: LabStand
  /// Cores of each node with a share of its own.
  let nodeCores: Double
  /// Seconds of the control's work when nothing disturbs it.
  let baseline = LabControl.baseline()

  /// What a load showed.
  struct Sight {
    let report: LoadReport
    /// Seconds of processor time that each server used meanwhile, and until all work was done that the requests left.
    let used: [String: Double]
    let usedInAll: [String: Double]
    /// Seconds from the first request to the last answer.
    let time: Double
    let hits: Double
    let misses: Double
    let slowdown: Double
    /// How far consumers of messages were behind.
    let lags: [LabLag]

    /// Seconds of processor time of a server for each request that was answered.
    func cost(on server: String) -> Double { (usedInAll[server] ?? 0) / max(1, Double(report.answered)) }
  }

  private static let timeout = 10.0
  /// A burst that opens every connection: a database takes milliseconds for each, which are no part of a request.
  private static let burst = (rate: 3000.0, duration: 0.1)

  /// Sends requests for keys by their popularity at a rate, and looks at every server before and after.
  ///
  /// - Throws: ``LabError`` when nothing listens, or on Ctrl-C.
  func load(_ entry: LabEntry, rate: Double, duration: Double, seed: UInt64) throws(LabError) -> Sight {
    var plan = self.plan(entry, rate: rate, duration: duration, seed: seed)
    plan.connectionCount = LabExperiment.connectionCount
    return try see(plan)
  }

  /// Keeps a service busy: as many requests at once as it has connections to a node, each followed by the next.
  func saturate(_ entry: LabEntry, duration: Double, seed: UInt64) throws(LabError) -> Sight {
    var plan = self.plan(entry, rate: 1, duration: duration, seed: seed)
    plan.isClosed = true
    plan.connectionCount = Int(LabSystem.poolSize)
    return try see(plan)
  }

  /// Sends a burst of which nothing is told, so that connections are open and code and data where they are used.
  func warmUp(_ entry: LabEntry) throws(LabError) {
    _ = try load(entry, rate: Self.burst.rate, duration: Self.burst.duration, seed: 7)
  }

  private func plan(_ entry: LabEntry, rate: Double, duration: Double, seed: UInt64) -> LoadPlan {
    let keys = stand.system.components.lazy.compactMap { $0.state?.keys }.first
    var plan = LoadPlan(
      port: entry.port, path: entry.path + "?key={key}", rate: .constant(rate), duration: duration)
    plan.keyCount = keys?.count?.likely ?? 1
    plan.zipfExponent = keys?.zipfExponent?.likely ?? 0
    plan.timeout = Self.timeout
    plan.seed = seed
    return plan
  }

  private func see(_ plan: LoadPlan) throws(LabError) -> Sight {
    let names = stand.limited + stand.serviceNames
    let caches = stand.cacheCounts
    let ages = stand.messageAges
    let watch = plan.isClosed ? nil : stand.broker.map { BacklogWatch(stand.consumers, port: $0.port) }
    let before = names.map { stand.bench.processorTime(of: $0) }
    let begin = MonotonicClock.seconds
    let (outcome, slowdown) = LabControl.during(baseline: baseline) {
      Result { try LoadGenerator.run(plan, isStopped: { Interruption.wasRequested }) }
    }
    let end = MonotonicClock.seconds
    let after = names.map { stand.bench.processorTime(of: $0) }
    if Interruption.wasRequested { throw .interrupted }
    let report: LoadReport
    do { report = try outcome.get() } catch { throw .refused("\(error)") }
    stand.waitUntilIdle(seconds: 60)
    let finally = names.map { stand.bench.processorTime(of: $0) }
    let samples = watch?.end() ?? []
    let now = stand.cacheCounts
    func used(_ after: [Double]) -> [String: Double] {
      Dictionary(uniqueKeysWithValues: names.indices.map { (names[$0], after[$0] - before[$0]) })
    }
    return Sight(
      report: report, used: used(after), usedInAll: used(finally), time: end - begin,
      hits: now.hits - caches.hits, misses: now.misses - caches.misses, slowdown: slowdown,
      lags: lags(since: ages, samples, until: end))
  }

  /// How far each service that handles messages was behind.
  private func lags(
    since before: [String: (sum: Double, count: Double)], _ samples: [BacklogWatch.Sample], until end: Double
  ) -> [LabLag] {
    let ages = stand.messageAges
    return ages.keys.sorted().map { service in
      let (old, new) = (before[service] ?? (0, 0), ages[service] ?? (0, 0))
      let count = new.count - old.count
      return samples.lag(of: service, age: count > 0 ? (new.sum - old.sum) / count : nil, until: end)
    }
  }

  /// Sends requests as they are at a rate, and tells what became of them.
  ///
  /// - Throws: ``LabError`` when nothing listens, or on Ctrl-C.
  func measure(at rate: Double, duration: Double, seed: UInt64) throws(LabError) -> LabMeasurement {
    // What came before the load is no part of it, and a fault's seconds count already.
    try stand.skipTraces()
    let sight = try load(stand.entry, rate: rate, duration: duration, seed: seed)
    let report = sight.report
    let reads = sight.hits + sight.misses
    var measurement = LabMeasurement(
      throughput: report.sendingThroughput,
      utilizations: Dictionary(
        uniqueKeysWithValues: stand.limited.map {
          ($0, max(0, sight.used[$0] ?? 0) / (sight.time * nodeCores))
        }),
      p50: report.latency(0.5), p99: report.latency(0.99), hitRatio: reads > 0 ? sight.hits / reads : nil,
      failedShare: report.due > 0 ? 1 - Double(report.answered) / Double(report.due) : 0,
      generatorDelay: report.delays.quantile(0.99) ?? 0, slowdown: sight.slowdown)
    measurement.lags = sight.lags
    measurement.answered = report.answered
    measurement.traces = try stand.takeTraces()
    return measurement
  }
}
