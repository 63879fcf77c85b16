internal import TenfoldModel

extension LabReport {
  /// The experiment as lines: for each load what was solved, simulated and measured, and by how much the predictions are off.
  package var text: String {
    var lines = ["\(system): predicted before it was measured"]
    lines += remarks.map { "  " + $0 }
    if !hasQuotas { lines.append("  " + Self.withoutQuotas) }
    for configuration in configurations { lines += [""] + Self.lines(of: configuration) }
    if configurations.contains(where: { $0.rows.contains { $0.measured?.isNoisy == true } }) {
      lines += ["", "* other work took the processors meanwhile: these figures say little about the system"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static let withoutQuotas =
    "without quotas: nodes share all cores, so copies add little on one machine"

  private static func lines(of configuration: Configuration) -> [String] {
    let tables = [rows(of: configuration), configuration.nodeRows, configuration.messageRows].filter {
      !$0.isEmpty
    }
    return [
      "\(configuration.id): \(configuration.title); \(times(of: configuration))",
      "  takes when busy: \(demands(of: configuration))",
    ] + tables.flatMap { TextTable(rows: $0).lines(in: TextStyle(width: nil)) }.map { "  " + $0 }
  }

  /// When it was up and gone again, and where it is used up.
  static func times(of configuration: Configuration) -> String {
    "up in \(QuantityText.duration(configuration.startTime))"
      + (configuration.stopTime.map { ", gone in \(QuantityText.duration($0))" } ?? "")
      + (configuration.saturation.map { ", used up at \(QuantityText.rate($0)) as predicted" } ?? "")
  }

  /// The table of all loads, its heading first.
  static func rows(of configuration: Configuration) -> [[String]] {
    var table: [[String]] = [["Offered", "", "Answers/s", "Busy", "p50", "p99", ""]]
    for row in configuration.rows {
      table.append([QuantityText.rate(row.offered), "solved"] + cells(row.solved) + [row.station])
      table.append(["", "simulated"] + cells(row.simulated) + [remarks(on: row.simulated)])
      guard let measured = row.measured else { continue }
      table.append(
        ["", "measured" + (measured.isNoisy ? " *" : "")]
          + cells(measured.figures, unbounded: "not answered") + [remarks(on: measured)])
      table.append(["", "solved is off by"] + errors(row.solved, measured.figures))
      table.append(["", "simulated by"] + errors(row.simulated, measured.figures))
    }
    return table
  }

  /// What operations take, and what statements take when a server sleeps between them.
  static func demands(of configuration: Configuration) -> String {
    let busy = configuration.demands.map { demand in
      let idle = demand.idle.map { " (\(QuantityText.duration($0)) when idle)" }
      return "\(demand.operation) \(QuantityText.duration(demand.busy))\(idle ?? "")"
    }
    let applied = configuration.applyTime.map { ["a copy's write \(QuantityText.duration($0))"] } ?? []
    return (busy + applied).joined(separator: ", ")
      + "; \(QuantityText.duration(configuration.delay)) besides"
  }

  private static func cells(_ figures: Figures, unbounded: String = "no bound") -> [String] {
    [
      QuantityText.number(figures.throughput), figures.utilization.map(QuantityText.share) ?? "",
      figures.p50.map(QuantityText.duration) ?? unbounded,
      figures.p99.map(QuantityText.duration) ?? unbounded,
    ]
  }

  private static func errors(_ said: Figures, _ measured: Figures) -> [String] {
    [
      error(said.throughput, measured.throughput), error(said.utilization, measured.utilization),
      error(said.p50, measured.p50), error(said.p99, measured.p99),
    ]
  }

  /// By which share of what was measured the prediction is higher; nil where one of both is not known.
  static func relativeError(_ said: Double?, _ measured: Double?) -> Double? {
    guard let said, let measured, measured > 0, said.isFinite else { return nil }
    return said / measured - 1
  }

  /// The same in whole percents; empty where one of both is not known.
  static func error(_ said: Double?, _ measured: Double?) -> String {
    guard let error = relativeError(said, measured) else { return "" }
    let share = (error * 100).rounded()
    return (share > 0 ? "+" : "") + "\(Int(max(-1e6, min(share, 1e6)))) %"
  }

  private static func remarks(on simulated: Figures) -> String {
    let hits = simulated.hitRatio.map { "cache answers \(QuantityText.share($0)) of the reads" }
    let failing = simulated.failedShare.flatMap { $0 > 0 ? "\(QuantityText.share($0)) fail" : nil }
    return [hits, failing].compactMap { $0 }.joined(separator: "; ")
  }

  private static func remarks(on measured: Measurement) -> String {
    var words: [String] = []
    if let ratio = measured.figures.hitRatio {
      words.append("cache answers \(QuantityText.share(ratio)) of the reads")
    }
    if let failed = measured.figures.failedShare, failed > 0 {
      words.append("\(QuantityText.share(failed)) not answered well")
    }
    if measured.isNoisy {
      words.append(
        "control \(QuantityText.number(measured.slowdown))x, sent "
          + "\(QuantityText.duration(measured.generatorDelay)) late")
      if let drift = measured.drift {
        words.append("a statement took \(QuantityText.number(drift))x as long afterwards")
      }
    }
    if let answers = measured.recordedAnswers {
      let hits = measured.recordedHitRatio.map { " and a cache that answers \(QuantityText.share($0))" } ?? ""
      words.append(
        "Prometheus recorded \(QuantityText.number(answers, digits: 6)) of "
          + "\(QuantityText.number(measured.answers, digits: 6)) answers\(hits)")
    }
    if measured.attempts > 1 { words.append("the quietest of \(measured.attempts)") }
    return words.joined(separator: "; ")
  }
}
