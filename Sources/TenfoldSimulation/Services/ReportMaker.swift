internal import TenfoldModel

/// Turns what runs counted into a report: indices become names again.
struct ReportMaker {
  let program: ServiceProgram
  let sample: RunSample

  init(_ program: ServiceProgram, _ sample: RunSample) {
    self.program = program
    self.sample = sample
  }

  /// Journeys that people asked for.
  var reportedJourneys: Range<Int> { 0..<program.reportedJourneyCount }

  /// The least known of the journeys' mean response times.
  var widestRelativeHalfWidth: Double {
    reportedJourneys.map { index in
      let time = sample.ratio(column(ofJourney: index) + 2, per: column(ofJourney: index) + 1)
      return time.estimate > 0 ? time.relativeHalfWidth : 0
    }.max() ?? 0
  }

  func column(ofJourney index: Int) -> Int { index * JourneyTally.columnCount }

  func column(ofComponent index: Int) -> Int {
    program.journeys.count * JourneyTally.columnCount + index * ComponentTally.columnCount
  }

  func report(_ options: SystemSimulationOptions, _ system: System) -> SimulationReport {
    var report = SimulationReport(
      name: program.name, load: load(options),
      journeys: reportedJourneys.map(journey),
      components: program.components.indices.filter { program.components[$0].hasReplicas }.map {
        component($0, system)
      },
      slices: slices, duration: options.length.duration,
      warmUp: Double(sample.warmUpSlices) * options.length.duration / Double(RunRecord.sliceCount),
      runs: sample.runs.count, seed: options.length.seed,
      events: sample.runs.reduce(0) { $0 + $1.events }, endedEarly: endedEarly,
      fingerprint: sample.fingerprint, diagnostics: program.diagnostics)
    report.happenings = happenings
    report.traces = traces
    report.recoveries = recoveries(until: options.length.duration)
    report.verdicts = options.expectations.map { verdict(on: $0, report) }
    return report
  }

  private func load(_ options: SystemSimulationOptions) -> String {
    switch options.load {
    case .users(let count, let thinkTime):
      "\(QuantityText.users(Double(count) / options.part.loadShare)) who think \(QuantityText.duration(thinkTime))"
    case .stated, .rate: "\(rates(options.part.loadShare)) requests/s"
    }
  }

  private func rates(_ share: Double) -> String {
    guard let points = program.curve?.points else {
      return QuantityText.number((program.arrivalRate ?? 0) / share)
    }
    let rates = points.map { $0.value / share }
    let (least, most) = (rates.min() ?? 0, rates.max() ?? 0)
    return least == most
      ? QuantityText.number(most) : "\(QuantityText.number(least)) to \(QuantityText.number(most))"
  }

  private var endedEarly: String? {
    if sample.runs.contains(where: \.isPartial) { return "it was stopped" }
    if sample.runs.contains(where: \.isEndless) {
      let most = QuantityText.count(Double(ServiceRun.mostSteps))
      return
        "more than \(most) calls followed each other in no time: they take none, or fail and are repeated at once"
    }
    guard let short = sample.runs.map(\.sums.count).min(), short < RunRecord.sliceCount else { return nil }
    let most = QuantityText.count(Double(ServiceRun.mostExecutions))
    return
      "more than \(most) requests and calls were under way at once: the system cannot keep up with its load"
  }

  private func journey(_ index: Int) -> SimulationReport.Journey {
    let first = column(ofJourney: index)
    var failures: [SimulationReport.Cause: ConfidenceInterval] = [:]
    for (offset, cause) in SimulationReport.Cause.allCases.enumerated() {
      let rate = sample.rate(first + 3 + offset)
      if rate.estimate > 0 { failures[cause] = rate }
    }
    var percentiles: [Double: ConfidenceInterval] = [:]
    for share in [0.5, 0.95, 0.99, 0.999] { percentiles[share] = sample.quantile(share, of: index) }
    return SimulationReport.Journey(
      name: program.journeyNames[index], throughput: sample.rate(first + 1), failures: failures,
      responseTime: sample.ratio(first + 2, per: first + 1), percentiles: percentiles)
  }

  private func component(_ index: Int, _ system: System) -> SimulationReport.Component {
    let first = column(ofComponent: index)
    let entry = program.components[index]
    let groups = program.groups.filter { $0.component == Int32(index) }
    let cores = Double(groups.first?.cores ?? 1)
    let workers = groups.first.map(\.workers) ?? .max
    let hasWorkers = workers < 1_000_000_000
    let hasPool = program.pools.contains { $0.component == Int32(index) }
    let replicas = sample.rate(first + 5)
    var component = SimulationReport.Component(
      name: program.componentNames[index], replicas: replicas, throughput: sample.rate(first + 6),
      utilization: share(first, of: first + 5, each: cores), coreQueue: sample.rate(first + 1),
      workerQueue: hasWorkers ? sample.rate(first + 3) : nil,
      workerUtilization: hasWorkers ? share(first + 2, of: first + 5, each: Double(workers)) : nil,
      connectionQueue: hasPool && entry.hasReplicas ? sample.rate(first + 4) : nil,
      retries: sample.rate(first + 7), hedges: sample.rate(first + 8), wasted: sample.rate(first + 9),
      behavior: behavior(index))
    component.replicaRanges = replicaRanges(index)
    return component
  }

  private func share(_ column: Int, of replicas: Int, each: Double) -> ConfidenceInterval {
    let interval = sample.ratio(column, per: replicas)
    return ConfidenceInterval(estimate: interval.estimate / each, halfWidth: interval.halfWidth / each)
  }

  /// Slices of all runs side by side, warm-up included.
  private var slices: [SimulationReport.Slice] {
    let shortest = sample.runs.map(\.sums.count).min() ?? 0
    return (0..<shortest).map { slice in
      let length = sample.runs[0].sliceLength
      let time = length * Double(sample.runs.count)
      func total(_ offset: Int) -> Double {
        sample.runs.reduce(0) { sum, run in
          reportedJourneys.reduce(sum) { $0 + run.sums[slice][column(ofJourney: $1) + offset] }
        }
      }
      var times = LatencyHistogram()
      for run in sample.runs {
        for one in run.histograms[slice].prefix(program.reportedJourneyCount) { times.merge(one) }
      }
      var entry = SimulationReport.Slice(
        end: Double(slice + 1) * length, offered: total(0) / time, goodput: total(1) / time,
        failed: (3..<JourneyTally.columnCount).reduce(0) { $0 + total($1) } / time, p99: times.quantile(0.99))
      for (offset, cause) in SimulationReport.Cause.allCases.enumerated() {
        let rate = total(3 + offset) / time
        if rate > 0 { entry.failures[cause] = rate }
      }
      return entry
    }
  }
}
