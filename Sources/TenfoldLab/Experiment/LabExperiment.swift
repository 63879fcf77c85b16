package import TenfoldModel
internal import TenfoldPlatform

/// Stands configurations of a system up, one after the other; predicts each load, then measures it.
///
/// No figure of a prediction comes from the load that it is held against: demands are measured before,
/// one statement alone at a time.
package struct LabExperiment {
  /// Who says what can be expected of a system with measured demands; the lab itself neither solves nor simulates.
  package struct Predictor {
    /// By the solver, with the name of the station that limits.
    package var solve: (Question) throws -> (station: String, LabPrediction)
    /// By the simulator, over as much time as is measured.
    package var simulate: (Question) throws -> LabPrediction

    package init(
      solve: @escaping (Question) throws -> (station: String, LabPrediction),
      simulate: @escaping (Question) throws -> LabPrediction
    ) {
      self.solve = solve
      self.simulate = simulate
    }
  }

  /// Makes the settings of a Prometheus from names of services, their ports and the seconds between two questions.
  package typealias ScrapeSettings = ([(name: String, port: UInt16)], Int) -> String

  /// One load of which something is to be said.
  package struct Question: Sendable {
    /// The system as it stands, with what was measured of it.
    package let system: System
    /// Numbers that belong to no component.
    package let conventions: LoweringConventions
    /// Requests per second.
    package let rate: Double
    /// Seconds of the load.
    package let duration: Double
    /// The store that the configuration changes.
    package let store: String
    /// What is broken; nil for nothing.
    package let fault: LabFault?
    /// How nodes get their cores; nil when they have whole ones.
    package let quota: LabQuota?
    /// The service that stands still where a consumer does; nil where no service handles messages.
    package var consumer: String? { LabTopics.slowestConsumer(of: system) }
    /// The cache before the store, where the configuration has one.
    package var cache: String { LabConfiguration.cacheName(of: store) }

    package init(
      system: System, conventions: LoweringConventions, rate: Double, duration: Double,
      store: String, fault: LabFault? = nil, quota: LabQuota? = nil
    ) {
      self.system = system
      self.conventions = conventions
      self.rate = rate
      self.duration = duration
      self.store = store
      self.fault = fault
      self.quota = quota
    }
  }

  /// Connections of the generator of a load; a request that finds all of them in use waits for one.
  package static let connectionCount = 300

  /// The system, as the lab stands it up.
  package var lab: LabSystem
  /// The store that configurations change.
  package var store: String
  /// What is stood up.
  package var configurations: [LabConfiguration]
  /// Loads, as factors of the system's own.
  package var factors: [Double]
  /// Seconds of each load.
  package var duration: Double
  /// How often a load that other work spoiled is sent again; ≥ 0.
  package var repeats: Int
  /// True when nodes have quotas.
  package var hasQuotas: Bool
  /// The user's `PATH`.
  package var searchPath: String
  /// Says what can be expected.
  package var predictor: Predictor
  /// Makes the settings of a Prometheus that records the loads too; nil for none.
  package var scrapeSettings: ScrapeSettings?
  /// Requests of each load that are traced, at most; 0 for none.
  package var traceCount: Int
  /// Called with what is being done.
  package var progress: @Sendable (String) -> Void
  /// Called with all there is whenever something was added: predictions before they are measured.
  package var record: ([LabOutcome]) throws -> Void

  package init(
    lab: LabSystem, store: String, configurations: [LabConfiguration], factors: [Double], duration: Double,
    repeats: Int, hasQuotas: Bool, searchPath: String, predictor: Predictor, scrapeSettings: ScrapeSettings?,
    traceCount: Int,
    progress: @escaping @Sendable (String) -> Void, record: @escaping ([LabOutcome]) throws -> Void
  ) {
    self.lab = lab
    self.store = store
    self.configurations = configurations
    self.factors = factors
    self.duration = duration
    self.repeats = repeats
    self.hasQuotas = hasQuotas
    self.searchPath = searchPath
    self.predictor = predictor
    self.scrapeSettings = scrapeSettings
    self.traceCount = traceCount
    self.progress = progress
    self.record = record
  }

  /// Runs all of it; whatever was started is gone when it returns or throws.
  ///
  /// - Throws: ``LabError``, and what the predictor and `record` throw.
  package func run() throws -> [LabOutcome] {
    Interruption.holdEvery()
    defer { Interruption.release() }
    progress("finding how much work a statement is to do")
    let work = try onBench { bench throws(LabError) in
      let stand = try LabStand(
        lab.system, work: [:], probes: LabCalibration.probes, on: bench, LabPrograms(searchPath: searchPath))
      try bench.weighOwnProcess()
      return try calibration(of: stand).work()
    }
    var outcomes: [LabOutcome] = []
    for configuration in configurations {
      let end = try onBench { bench in
        try run(configuration, work, on: bench, adding: &outcomes)
        return MonotonicClock.seconds
      }
      outcomes[outcomes.count - 1].stopTime = MonotonicClock.seconds - end
      try record(outcomes)
    }
    return outcomes
  }

  private func run(
    _ configuration: LabConfiguration, _ work: [String: Int], on bench: Bench,
    adding outcomes: inout [LabOutcome]
  ) throws {
    progress("\(configuration.title): starting")
    let begin = MonotonicClock.seconds
    let system = configuration.applied(to: lab, store: store)
    let stand = try LabStand(
      system, work: work, tracesPerSecond: traceCount > 0 ? Double(traceCount) / duration : nil, on: bench,
      LabPrograms(searchPath: searchPath))
    let startTime = MonotonicClock.seconds - begin
    try stand.limit(toCores: lab.nodeCores)
    try bench.weighOwnProcess()
    progress("\(configuration.title): measuring what operations take")
    let calibration = calibration(of: stand, beginsEmpty: configuration.fault == .emptyCache)
    let finding = try calibration.demands()
    var demands = finding.demands
    demands.rows = work
    func question(_ rate: Double, fault: LabFault?, duration: Double = duration) -> Question {
      // A cache that fills keeps the store behind it busy, whatever it does once it is full.
      let now = fault == .emptyCache ? demands : demands.at(rate, of: system)
      return Question(
        system: now.put(into: system), conventions: demands.conventions, rate: rate, duration: duration,
        store: store, fault: fault,
        quota: hasQuotas ? LabQuota(cores: lab.nodeCores, period: ControlGroup.period) : nil)
    }
    if let median = finding.lowMedian,
      // A cache was empty when the low load was measured; nothing else was broken yet.
      let simulated = try predictor.simulate(
        question(
          finding.lowRate, fault: configuration.fault == .emptyCache ? .emptyCache : nil,
          duration: finding.lowDuration)
      ).p50
    {
      demands.delay = max(0, median - simulated)
    }
    progress("\(configuration.title): predicting")
    let base = system.workload.arrivalRate?.likely ?? 1
    let rows = try factors.prefix(configuration.fault == .primaryLost ? 1 : factors.count).map { factor in
      let question = question(factor * base, fault: configuration.fault)
      let (station, solved) = try predictor.solve(question)
      return LabRow(
        factor: factor, offered: question.rate,
        predictions: LabPredictions(
          station: station, solved: solved, simulated: try predictor.simulate(question)))
    }
    let reading = Reading(Lowering.lower(demands.put(into: system), conventions: demands.conventions))
    let saturation = 1 / (reading.stations.map { $0.utilization(at: 1) }.max() ?? 0)
    outcomes.append(
      LabOutcome(
        id: configuration.id, title: configuration.title, demands: demands, saturation: saturation,
        startTime: startTime, rows: rows))
    try record(outcomes)
    let programs = LabPrograms(searchPath: searchPath)
    let monitor = try scrapeSettings.map { try LabMonitor(of: stand, settings: $0, programs) }
    let repetition = LabRepetition(
      repeats: repeats,
      load: { (rate, seed) throws(LabError) in
        try calibration.observer.measure(at: rate, duration: duration, seed: seed)
      }, drift: { () throws(LabError) in try calibration.drift(of: store, from: demands) },
      totals: { monitor?.totals() },
      progress: { [progress] in progress("\(configuration.title): \($0)") })
    var stops = 0
    for index in rows.indices {
      progress("\(configuration.title): measuring at \(QuantityText.rate(rows[index].offered))")
      outcomes[outcomes.count - 1].rows[index].measurement = try repetition.measured(
        at: rows[index].offered, seed: UInt64(101 + index), fault: configuration.fault
      ) { () throws(LabError) in
        switch configuration.fault {
        case .emptyCache: try stand.emptyCaches()
        case .primaryLost: try stand.crash(store, afterSeconds: duration / 2)
        case .consumerStopped:
          stops += 1
          guard
            let consumer = question(rows[index].offered, fault: configuration.fault).consumer
          else { break }
          try stand.stop(
            consumer, fromSeconds: LabFault.stop.lowerBound * duration,
            untilSeconds: LabFault.stop.upperBound * duration, number: stops)
        case nil: break
        }
      }
      try record(outcomes)
    }
  }

  private func calibration(of stand: LabStand, beginsEmpty: Bool = false) -> LabCalibration {
    LabCalibration(
      observer: LabObserver(stand: stand, nodeCores: lab.nodeCores), duration: min(2, duration),
      beginsEmpty: beginsEmpty)
  }

  private func onBench<Value>(_ body: (Bench) throws -> Value) throws -> Value {
    let bench = try Bench(hasQuotas: hasQuotas, searchPath: searchPath)
    defer { bench.stop() }
    return try body(bench)
  }
}
