internal import TenfoldModel

/// What the part showed, told of the whole.
extension ScaledModel {
  /// The report of the whole that the part's runs give.
  ///
  /// What is counted at users (requests, slices) is multiplied by the factor, what is counted at a component is divided by
  /// the share of its units that is kept, background included. Times, shares and utilizations stay. Half widths go with
  /// their estimates: they are those of the part, which saw fewer requests than the whole would have.
  func report(_ maker: ReportMaker) -> SimulationReport {
    var report = maker.report(scaledOptions, system)
    guard factor > 1 else { return report }
    report.diagnostics += doubts(maker, report)
    let executions = report.components.reduce(0) { $0 + $1.throughput.estimate }
    let background = maker.backgroundRates.reduce(0, +)
    report.scale = SimulationReport.Scale(
      factor: factor,
      keptUnits: Int(report.components.reduce(0) { $0 + $1.replicas.estimate }.rounded()),
      units: Int(report.components.reduce(0) { $0 + $1.replicas.estimate / kept($1.name) }.rounded()),
      backgroundShare: executions > 0 ? min(1, background / executions) : 0, deviations: deviations)
    let all = Double(factor)
    for index in report.journeys.indices {
      report.journeys[index].throughput *= all
      report.journeys[index].failures = report.journeys[index].failures.mapValues { $0 * all }
    }
    for index in report.components.indices { scale(&report.components[index]) }
    for index in report.slices.indices {
      report.slices[index].offered *= all
      report.slices[index].goodput *= all
      report.slices[index].failed *= all
      report.slices[index].failures = report.slices[index].failures.mapValues { $0 * all }
    }
    for index in report.verdicts.indices { scale(&report.verdicts[index], options.expectations[index]) }
    return report
  }

  private func scale(_ component: inout SimulationReport.Component) {
    let (all, units) = (Double(factor), 1 / kept(component.name))
    component.replicas *= units
    component.throughput *= units
    component.coreQueue *= units
    component.workerQueue = component.workerQueue.map { $0 * units }
    // Callers' connections and consumers are used by requests alone.
    component.connectionQueue = component.connectionQueue.map { $0 * all }
    component.retries *= units
    component.hedges *= units
    component.wasted *= units
    component.replicaRanges = component.replicaRanges.map { range in
      Int((Double(range.lowerBound) * units).rounded())...Int((Double(range.upperBound) * units).rounded())
    }
    guard var behavior = component.behavior else { return }
    behavior.shed = behavior.shed.map { $0 * units }
    behavior.lostWrites = behavior.lostWrites.map { $0 * units }
    behavior.deadLetters = behavior.deadLetters.map { $0 * all }
    behavior.failedSagas = behavior.failedSagas.map { $0 * all }
    behavior.compensations = behavior.compensations.map { $0 * all }
    // These hang on how often each single key is asked for and written, which is less than in the whole.
    behavior.coalesced = nil
    behavior.staleShare = nil
    behavior.staleAges = [:]
    component.behavior = behavior
  }

  private func scale(_ verdict: inout SimulationReport.Verdict, _ expectation: Expectation) {
    verdict.expectation = expectation
    guard case .figure(let figure, let subject, _, _, _) = expectation else { return }
    verdict.observed = verdict.observed.map { $0 / scale(of: figure, subject) }
  }

  /// Background is planned for the calls that requests make when nothing fails: a doubt where they made others.
  private func doubts(_ maker: ReportMaker, _ report: SimulationReport) -> [Diagnostic] {
    let offered = maker.offeredRate
    guard part.backgroundCount > 0, offered > 0 else { return [] }
    var brought: [String: Double] = [:]
    for (name, rate) in zip(backgroundComponents, maker.backgroundRates) { brought[name, default: 0] += rate }
    var worst: (name: String, ratio: Double)?
    for component in report.components {
      guard let index = reading.system.componentIndex(component.name),
        !reading.system.components[index].isStateful
      else { continue }
      let planned =
        offered * reading.system.components[index].operations.reduce(0) { $0 + reading.visits[$1] }
      let made = component.throughput.estimate - (brought[component.name] ?? 0)
      let noise = 3 / max(1, planned * maker.sample.observedTime).squareRoot()
      guard planned > 0, abs(made / planned - 1) > 0.05 + noise else { continue }
      if abs(made / planned - 1) > abs((worst?.ratio ?? 1) - 1) { worst = (component.name, made / planned) }
    }
    guard let worst else { return [] }
    return [
      Diagnostic(
        .warning, id: "TF-SIMULATE-002",
        "requests made \(QuantityText.share(worst.ratio)) of the calls to \(worst.name) that they make when nothing is "
          + "repeated or turned away, and what stands for the requests left out did not follow; simulate with a smaller "
          + "--scale-down, or the whole")
    ]
  }
}

extension ReportMaker {
  /// Executions per second that each background journey brought, in their order.
  var backgroundRates: [Double] {
    (program.reportedJourneyCount..<program.journeys.count).map { index in
      let first = column(ofJourney: index)
      let failed = (3..<JourneyTally.columnCount).reduce(0) { $0 + sample.total(first + $1) }
      return (sample.total(first + 1) + failed) / max(1e-300, sample.observedTime)
    }
  }

  /// Requests per second that people asked for.
  var offeredRate: Double {
    reportedJourneys.reduce(0) { $0 + sample.total(column(ofJourney: $1)) } / max(1e-300, sample.observedTime)
  }
}

extension ConfidenceInterval {
  fileprivate static func * (left: ConfidenceInterval, right: Double) -> ConfidenceInterval {
    ConfidenceInterval(estimate: left.estimate * right, halfWidth: left.halfWidth * right)
  }

  fileprivate static func *= (left: inout ConfidenceInterval, right: Double) { left = left * right }
}
