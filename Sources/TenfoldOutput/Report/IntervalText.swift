internal import TenfoldModel

/// Estimates of a simulation with half of their intervals: `107 ms ± 3 %`.
enum IntervalText {
  /// A time in seconds.
  static func time(_ interval: ConfidenceInterval) -> String {
    interval.estimate.isFinite ? QuantityText.duration(interval.estimate) + spread(interval) : "unbounded"
  }

  /// A number.
  static func number(_ interval: ConfidenceInterval) -> String {
    QuantityText.number(interval.estimate) + spread(interval)
  }

  /// A share in 0...1.
  static func share(_ interval: ConfidenceInterval) -> String {
    QuantityText.share(interval.estimate) + spread(interval)
  }

  /// How much was simulated, for those who ask how far to trust it.
  static func trust(_ report: SimulationReport) -> String {
    let warmUp =
      report.warmUp > 0
      ? "the first \(QuantityText.duration(report.warmUp)) of each left out" : "nothing left out"
    return "\(Wording.counted(report.runs, "run")) of \(QuantityText.duration(report.duration)), \(warmUp); "
      + "± is half of a 99 % interval; \(QuantityText.count(Double(report.events))) events, seed \(report.seed)"
  }

  /// ` ± 3 %` of the estimate.
  private static func spread(_ interval: ConfidenceInterval) -> String {
    guard interval.estimate > 0, interval.halfWidth.isFinite else { return "" }
    return " ± " + QuantityText.number(interval.relativeHalfWidth * 100, digits: 2) + " %"
  }
}
