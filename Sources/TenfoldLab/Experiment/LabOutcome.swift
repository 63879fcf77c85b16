package import TenfoldModel
package import TenfoldReplica

/// What one way of predicting says about one load.
package struct LabPrediction: Sendable, Hashable {
  /// Answers per second.
  package var throughput: Double
  /// Busy share of the nodes that limit, in 0...1; nil where it is not told.
  package var utilization: Double?
  /// Median time to an answer, in seconds; nil where it has no bound.
  package var p50: Double?
  /// 99th percentile of it; nil where it has no bound.
  package var p99: Double?
  /// Share of the requests that fail, in 0...1; nil where it is not told.
  package var failedShare: Double?
  /// Busy share of each node, by its name on the bench; empty where it is not told.
  package var utilizations: [String: Double] = [:]
  /// How far consumers of messages are behind.
  package var lags: [LabLag] = []
  /// Share of the reads that a cache answers, in 0...1; nil without one and where it is not told.
  package var hitRatio: Double?

  package init(
    throughput: Double, utilization: Double?, p50: Double?, p99: Double?, failedShare: Double? = nil,
    hitRatio: Double? = nil
  ) {
    self.throughput = throughput
    self.hitRatio = hitRatio
    self.failedShare = failedShare
    self.utilization = utilization
    self.p50 = p50
    self.p99 = p99
  }
}

/// What both ways say about one load, and about which nodes.
package struct LabPredictions: Sendable, Hashable {
  /// The station that limits, such as `db primary`.
  package var station: String
  /// By the solver.
  package var solved: LabPrediction
  /// By the simulator, over as much time as is measured.
  package var simulated: LabPrediction

  package init(station: String, solved: LabPrediction, simulated: LabPrediction) {
    self.station = station
    self.solved = solved
    self.simulated = simulated
  }
}

/// What was measured at one load.
package struct LabMeasurement: Sendable, Hashable {
  /// Answers per second while requests were sent.
  package var throughput: Double
  /// Busy share of each server's cores, by its name on the bench.
  package var utilizations: [String: Double]
  /// Median time from the moment a request was due to its answer, in seconds; nil where half were not answered.
  package var p50: Double?
  /// 99th percentile of it.
  package var p99: Double?
  /// Share of the reads that a cache answered; nil without one.
  package var hitRatio: Double?
  /// Share of the due requests that were not answered well.
  package var failedShare: Double
  /// Seconds that the generator was late at the 99th percentile.
  package var generatorDelay: Double
  /// How many times as long a fixed piece of work took meanwhile as it does on the idle machine.
  package var slowdown: Double

  /// What a Prometheus recorded of the same load; nil without one.
  package var recorded: Recorded?
  /// Answers that the services counted, which a Prometheus scrapes.
  package var answered = 0

  /// What a Prometheus recorded of a load.
  package struct Recorded: Sendable, Hashable {
    /// Answers of the service that requests enter by.
    package let answers: Double
    /// Share of the reads that a cache answered; nil without one.
    package let hitRatio: Double?
  }

  /// How many times as long as it was calibrated a statement took right afterwards; nil where it was not asked.
  package var drift: Double?
  /// How often the load was sent until this was kept; ≥ 1.
  package var attempts = 1
  /// How far consumers of messages were behind.
  package var lags: [LabLag] = []
  /// The spans of the requests that were traced, a resource for each service.
  package var traces: [TraceData.ResourceSpans] = []

  /// Slow-down of the control from which other work on the machine spoils the figures.
  package static let mostSlowdown = 1.25
  /// How many times as long, or as short, a statement may take as it was calibrated.
  package static let mostDrift = 1.1

  /// How much the figures say about other work on the machine, where 1 is as much as is borne with.
  package var noise: Double {
    let shift = drift.map { $0 > 0 ? max($0, 1 / $0) : .infinity } ?? 1
    return max(
      (slowdown - 1) / (Self.mostSlowdown - 1), generatorDelay / LoadReportText.mostDelay,
      (shift - 1) / (Self.mostDrift - 1))
  }
  /// True when the figures say more about other work on the machine than about the system.
  package var isNoisy: Bool { noise > 1 }
}

/// One load of a configuration: predicted first, then measured.
package struct LabRow: Sendable, Hashable {
  /// Times the system's own load.
  package let factor: Double
  /// Requests per second that are due.
  package let offered: Double
  /// What was predicted.
  package let predictions: LabPredictions
  /// What was measured; nil before.
  package var measurement: LabMeasurement?

  /// Names on the bench of the servers of a station.
  package static func servers(of station: String, in component: Component) -> [String] {
    guard station.hasSuffix(" replicas") else { return [component.name] }
    let copies = Int(component.state?.replication?.replicas.likely ?? 0)
    return (0..<copies).map { PostgreSQLCluster.replicaName($0 + 1, of: component.name) }
  }

  /// Busy share of the servers that the predictions speak of: of the busiest where these are several.
  package var measuredUtilization: Double? {
    guard let measurement else { return nil }
    let name = predictions.station
    let store = name.split(separator: " ").first.map(String.init) ?? name
    if name.hasSuffix(" replicas") {
      return measurement.utilizations.filter { $0.key.hasPrefix(store + "-replica-") }.values.max()
    }
    return measurement.utilizations[store]
  }
}

/// One configuration: what it takes, what was said of it, what it did.
package struct LabOutcome: Sendable {
  /// Its name on the command line.
  package let id: String
  /// What it is.
  package let title: String
  /// What was measured at low load.
  package let demands: LabDemands
  /// Requests per second at which its first node is used up, by the solver.
  package let saturation: Double
  /// Seconds until everything was up.
  package let startTime: Double
  /// Seconds until everything was gone again; nil before.
  package var stopTime: Double?
  /// One row for each load.
  package var rows: [LabRow]
}
