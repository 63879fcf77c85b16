internal import TenfoldModel
internal import TenfoldOutput

extension LabResult {
  /// The result as lines: for each load what was solved, simulated and measured, and by how much the predictions are off.
  package var text: String {
    var lines = ["\(system): predicted before it was measured"]
    lines += remarks.map { "  " + $0 }
    if !hasQuotas {
      lines.append("  without quotas: nodes share all cores, so copies add little on one machine")
    }
    for outcome in outcomes {
      lines += [""] + Self.lines(of: outcome) + LabLagText.lines(of: Self.value(outcome)).map { "  " + $0 }
    }
    if outcomes.contains(where: { $0.rows.contains { $0.measurement?.isNoisy == true } }) {
      lines += ["", "* other work took the processors meanwhile: these figures say little about the system"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of outcome: LabOutcome) -> [String] {
    var table: [[String]] = [["Offered", "", "Answers/s", "Busy", "p50", "p99", ""]]
    for row in outcome.rows {
      let (solved, simulated) = (row.predictions.solved, row.predictions.simulated)
      table.append([QuantityText.rate(row.offered), "solved"] + cells(solved) + [row.predictions.station])
      let failing = simulated.failedShare.flatMap { $0 > 0 ? "\(QuantityText.share($0)) fail" : nil }
      table.append(["", "simulated"] + cells(simulated) + (failing.map { [$0] } ?? []))
      guard let measured = row.measurement else { continue }
      table.append(
        ["", "measured" + (measured.isNoisy ? " *" : "")]
          + cells(
            LabPrediction(
              throughput: measured.throughput, utilization: row.measuredUtilization, p50: measured.p50,
              p99: measured.p99), unbounded: "not answered") + [remarks(on: measured)])
      table.append(["", "solved is off by"] + errors(solved, row, measured))
      table.append(["", "simulated by"] + errors(simulated, row, measured))
    }
    return [
      "\(outcome.id): \(outcome.title); up in \(QuantityText.duration(outcome.startTime))"
        + (outcome.stopTime.map { ", gone in \(QuantityText.duration($0))" } ?? "") + ", used up at "
        + "\(QuantityText.rate(outcome.saturation)) as predicted",
      "  takes when busy: \(text(of: outcome.demands))",
    ] + aligned(table)
  }

  /// What operations take, and what statements take when a server sleeps between them.
  private static func text(of demands: LabDemands) -> String {
    let busy = demands.operations.sorted { $0.key < $1.key }.map { operation, seconds in
      let idle = demands.idle[operation].map { " (\(QuantityText.duration($0)) when idle)" }
      return "\(operation) \(QuantityText.duration(seconds))\(idle ?? "")"
    }
    let applied = demands.applyTime.map { ["a copy's write \(QuantityText.duration($0))"] } ?? []
    return (busy + applied).joined(separator: ", ") + "; \(QuantityText.duration(demands.delay)) besides"
  }

  private static func cells(_ figures: LabPrediction, unbounded: String = "no bound") -> [String] {
    [
      QuantityText.number(figures.throughput), figures.utilization.map(QuantityText.share) ?? "",
      figures.p50.map(QuantityText.duration) ?? unbounded,
      figures.p99.map(QuantityText.duration) ?? unbounded,
    ]
  }

  private static func errors(_ said: LabPrediction, _ row: LabRow, _ measured: LabMeasurement) -> [String] {
    [
      error(said.throughput, measured.throughput), error(said.utilization, row.measuredUtilization),
      error(said.p50, measured.p50), error(said.p99, measured.p99),
    ]
  }

  /// By which share of what was measured the prediction is higher.
  private static func error(_ said: Double?, _ measured: Double?) -> String {
    guard let said, let measured, measured > 0 else { return "" }
    let share = ((said / measured - 1) * 100).rounded()
    return (share > 0 ? "+" : "") + "\(Int(max(-1e6, min(share, 1e6)))) %"
  }

  private static func remarks(on measured: LabMeasurement) -> String {
    var words: [String] = []
    if let ratio = measured.hitRatio {
      words.append("cache answers \(QuantityText.share(ratio)) of the reads")
    }
    if measured.failedShare > 0 {
      words.append("\(QuantityText.share(measured.failedShare)) not answered well")
    }
    if measured.isNoisy {
      words.append(
        "control \(QuantityText.number(measured.slowdown))x, sent "
          + "\(QuantityText.duration(measured.generatorDelay)) late")
      if let drift = measured.drift {
        words.append("a statement took \(QuantityText.number(drift))x as long afterwards")
      }
    }
    if measured.attempts > 1 { words.append("the quietest of \(measured.attempts)") }
    return words.joined(separator: "; ")
  }

  private static func aligned(_ table: [[String]]) -> [String] {
    let widths = (0..<7).map { column in table.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
    return table.map { row in
      var line = "  "
      for (column, cell) in row.enumerated() {
        line += cell + String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
