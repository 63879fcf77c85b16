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
    /// Seconds of processor time that each server used meanwhile.
    let used: [String: Double]
    /// Seconds from the first request to the last answer.
    let time: Double
    let hits: Double
    let misses: Double
    let slowdown: Double
  }

  private static let timeout = 10.0
  /// A burst that opens every connection: a database takes milliseconds for each, which are no part of a request.
  private static let burst = (rate: 3000.0, duration: 0.1)

  /// Sends requests for keys by their popularity, and looks at every server before and after.
  ///
  /// - Throws: ``LabError`` when nothing listens, or on Ctrl-C.
  func load(
    port: UInt16, path: String, rate: Double, duration: Double, seed: UInt64
  ) throws(LabError) -> Sight {
    let keys = stand.system.components.lazy.compactMap { $0.state?.keys }.first
    var plan = LoadPlan(port: port, path: path + "?key={key}", rate: .constant(rate), duration: duration)
    plan.keyCount = keys?.count?.likely ?? 1
    plan.zipfExponent = keys?.zipfExponent?.likely ?? 0
    plan.connectionCount = 300
    plan.timeout = Self.timeout
    plan.seed = seed
    let names = stand.limited + stand.serviceNames
    let caches = stand.cacheCounts
    let before = names.map { stand.bench.processorTime(of: $0) }
    let begin = MonotonicClock.seconds
    let (outcome, slowdown) = LabControl.during(baseline: baseline) { [plan] in
      Result { try LoadGenerator.run(plan, isStopped: { Interruption.wasRequested }) }
    }
    let time = MonotonicClock.seconds - begin
    let after = names.map { stand.bench.processorTime(of: $0) }
    if Interruption.wasRequested { throw .interrupted }
    let report: LoadReport
    do { report = try outcome.get() } catch { throw .refused("\(error)") }
    stand.waitUntilIdle(seconds: 60)
    let now = stand.cacheCounts
    return Sight(
      report: report,
      used: Dictionary(uniqueKeysWithValues: names.indices.map { (names[$0], after[$0] - before[$0]) }),
      time: time, hits: now.hits - caches.hits, misses: now.misses - caches.misses, slowdown: slowdown)
  }

  /// Sends a burst of which nothing is told, so that connections are open and code and data where they are used.
  func warmUp(port: UInt16, path: String) throws(LabError) {
    _ = try load(port: port, path: path, rate: Self.burst.rate, duration: Self.burst.duration, seed: 7)
  }

  /// Seconds of processor time of a server for one request of a statement alone, at a low load.
  func cost(
    of store: String, _ operation: String, work: Int?, rate: Double, duration: Double, on server: String
  )
    throws(LabError) -> Double
  {
    guard let (port, path) = stand.probe(store, operation, work: work) else {
      throw .unsupported("no service of \(stand.system.name) asks \(store)")
    }
    try warmUp(port: port, path: path)
    let sight = try load(port: port, path: path, rate: rate, duration: duration, seed: 11)
    guard sight.report.answered > 0 else { throw .refused("\(store) answered nothing at low load") }
    return (sight.used[server] ?? 0) / Double(sight.report.answered)
  }

  /// A sight as a measurement.
  func measurement(_ sight: Sight) -> LabMeasurement {
    let report = sight.report
    let reads = sight.hits + sight.misses
    return LabMeasurement(
      throughput: report.throughput,
      utilizations: Dictionary(
        uniqueKeysWithValues: stand.limited.map {
          ($0, max(0, sight.used[$0] ?? 0) / (sight.time * nodeCores))
        }),
      p50: report.latency(0.5), p99: report.latency(0.99), hitRatio: reads > 0 ? sight.hits / reads : nil,
      failedShare: report.due > 0 ? 1 - Double(report.answered) / Double(report.due) : 0,
      generatorDelay: report.delays.quantile(0.99) ?? 0, slowdown: sight.slowdown)
  }
}
