internal import TenfoldCatalog
public import TenfoldModel

/// What a simulation showed, as text for people.
public struct SimulationText: Sendable {
  private let style: TextStyle

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// The whole report: journeys, components, how it went over time, and how far to trust it.
  public func text(of report: SimulationReport) -> String {
    var lines = [style.paint(report.name, .strong) + ", simulated at " + report.load]
    if let reason = report.endedEarly { lines += ["", style.paint("Ended early: " + reason, .bad)] }
    if report.endedEarly == nil, report.journeys.allSatisfy({ $0.throughput.estimate == 0 }) {
      lines += [
        "", style.paint("No request was answered in this time; give a longer --duration.", .doubtful),
      ]
    }
    lines += [""] + journeys(report)
    lines += [""] + components(report)
    if let course = course(report) { lines += [""] + course }
    if let cost = report.cost { lines += [""] + style.labeled("Cost", text(of: cost)) }
    lines += SceneText(style: style).lines(of: report)
    if let scale = report.scale { lines += [""] + ScaleText(style: style).lines(of: scale) }
    lines += [""] + style.labeled("Trust", IntervalText.trust(report))
    for diagnostic in report.diagnostics { lines += style.labeled("", "doubt: " + diagnostic.message) }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Journeys

  private func journeys(_ report: SimulationReport) -> [String] {
    var table = TextTable(["Journey", "requests/s", "mean", "p50", "p95", "p99", "failed"])
    for journey in report.journeys {
      let percentiles = [0.5, 0.95, 0.99].map { journey.percentiles[$0].map(time) ?? "-" }
      table.add(
        [journey.name, number(journey.throughput), journey.meanResponseTime.map(time) ?? "-"] + percentiles
          + [failures(journey)])
    }
    return table.lines(in: style)
  }

  private func failures(_ journey: SimulationReport.Journey) -> String {
    guard !journey.failures.isEmpty else { return "none" }
    let causes = SimulationReport.Cause.allCases.filter { journey.failures[$0] != nil }
    return QuantityText.share(journey.failedShare) + " (" + causes.map(name).joined(separator: ", ") + ")"
  }

  private func name(_ cause: SimulationReport.Cause) -> String {
    switch cause {
    case .timeout: "timeout"
    case .refused: "queue full"
    case .unavailable: "nobody there"
    case .breakerOpen: "breaker open"
    case .rateLimited: "rate limit"
    case .lost: "lost at a failure"
    case .error: "error"
    case .failed: "own failure"
    }
  }

  // MARK: Components

  private func components(_ report: SimulationReport) -> [String] {
    var table = TextTable(["Component", "replicas", "calls/s", "CPU", "wait for CPU", "also"])
    for component in report.components {
      table.add([
        component.name, QuantityText.number(component.replicas.estimate),
        number(component.throughput), share(component.utilization), number(component.coreQueue),
        remarks(component),
      ])
    }
    return table.lines(in: style)
  }

  private func remarks(_ component: SimulationReport.Component) -> String {
    var parts: [String] = []
    if let busy = component.workerUtilization {
      parts.append("workers \(QuantityText.share(busy.estimate)) held")
    }
    if let queue = component.workerQueue, queue.estimate >= 0.005 {
      parts.append("\(QuantityText.number(queue.estimate, digits: 2)) wait for one")
    }
    if let queue = component.connectionQueue, queue.estimate >= 0.005 {
      parts.append("\(QuantityText.number(queue.estimate, digits: 2)) wait to be let in")
    }
    if component.retries.estimate > 0 {
      parts.append("\(QuantityText.number(component.retries.estimate, digits: 2)) retries/s")
    }
    if component.hedges.estimate > 0 {
      parts.append("\(QuantityText.number(component.hedges.estimate, digits: 2)) second copies/s")
    }
    if component.wasted.estimate > 0 {
      parts.append("\(QuantityText.number(component.wasted.estimate, digits: 2)) done in vain/s")
    }
    if let behavior = component.behavior { parts += remarks(behavior) }
    return parts.joined(separator: ", ")
  }

  // MARK: Course and trust

  /// Small plots, when something changed over time: answers per second, failures, p99.
  private func course(_ report: SimulationReport) -> [String]? {
    guard report.slices.count > 1 else { return nil }
    let good = report.slices.map(\.goodput)
    let failed = report.slices.map(\.failed)
    let p99 = report.slices.map { $0.p99 ?? 0 }
    let end = QuantityText.duration(report.slices[report.slices.count - 1].end)
    var table = TextTable(["Over \(end)", "", "from", "to"])
    table.add(["answered/s", plot(good)] + ends(good) { QuantityText.number($0) })
    if failed.contains(where: { $0 > 0 }) {
      table.add(["failed/s", plot(failed)] + ends(failed) { QuantityText.number($0) })
    }
    table.add(["p99", plot(p99)] + ends(p99, QuantityText.duration))
    for component in report.components where hasChanged(component) {
      let most = component.replicaRanges.map { Double($0.upperBound) }
      let least = component.replicaRanges.map(\.lowerBound).min() ?? 0
      table.add([
        "\(component.name) replicas", plot(most), "\(least)", QuantityText.number(most.max() ?? 0),
      ])
    }
    return table.lines(in: style)
  }

  private func hasChanged(_ component: SimulationReport.Component) -> Bool {
    guard let first = component.replicaRanges.first?.lowerBound else { return false }
    return component.replicaRanges.contains { $0 != first...first }
  }

  private func ends(_ values: [Double], _ spell: (Double) -> String) -> [String] {
    [spell(values.min() ?? 0), spell(values.max() ?? 0)]
  }

  private func plot(_ values: [Double]) -> String {
    let marks = Array("▁▂▃▄▅▆▇█")
    let most = values.max() ?? 0
    guard most > 0 else { return String(repeating: marks[0], count: values.count) }
    return String(values.map { marks[min(marks.count - 1, Int($0 / most * Double(marks.count)))] })
  }

  private func text(of cost: SimulationReport.Cost) -> String {
    let machines =
      "machines \(QuantityText.money(cost.perHour)) an hour, \(QuantityText.money(cost.perMonth)) a month"
    guard let perMillion = cost.perMillionAnswered else { return "\(machines), \(Catalog.priceBasis)" }
    return machines + "; \(QuantityText.money(perMillion)) a million answered requests, \(Catalog.priceBasis)"
  }

  // MARK: Cells

  private func time(_ interval: ConfidenceInterval) -> String { IntervalText.time(interval) }

  private func number(_ interval: ConfidenceInterval) -> String { IntervalText.number(interval) }

  private func share(_ interval: ConfidenceInterval) -> String { IntervalText.share(interval) }
}
