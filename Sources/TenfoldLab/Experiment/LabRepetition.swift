internal import TenfoldModel

/// Measures one load, and again while other work on the machine spoils it; what was spoiled least is kept.
///
/// Only measurements are repeated. What was predicted stands as it was written down before the first.
struct LabRepetition {
  /// How often a noisy measurement is repeated; ≥ 0.
  let repeats: Int
  /// Sends requests at a rate per second, by chance from a seed, and measures what becomes of them.
  let load: (_ rate: Double, _ seed: UInt64) throws(LabError) -> LabMeasurement
  /// How many times as long as it was calibrated a statement takes now.
  let drift: () throws(LabError) -> Double?
  /// What a Prometheus has recorded by now, which it takes seconds to know; nil without one.
  let totals: () -> LabMonitor.Totals?
  /// Called with what is being done.
  let progress: @Sendable (String) -> Void

  /// The measurement that is kept, with how many there were.
  ///
  /// - Parameter prepare: Called right before each load, for what a fault does: its seconds count from there.
  /// - Throws: ``LabError``, and what `prepare` throws.
  func measured(
    at rate: Double, seed: UInt64, fault: LabFault?, prepare: () throws(LabError) -> Void
  ) throws(LabError) -> LabMeasurement {
    var best: LabMeasurement?
    // What was killed is gone: that load is sent once.
    let most = fault == .primaryLost ? 1 : repeats + 1
    for attempt in 1...most {
      let before = totals()
      try prepare()
      var measurement = try load(rate, seed)
      measurement.recorded = before.flatMap { LabMonitor.recorded(from: $0, to: totals()) }
      if fault != .primaryLost { measurement.drift = try drift() }
      measurement.attempts = attempt
      if measurement.noise < best?.noise ?? .infinity { best = measurement }
      best?.attempts = attempt
      guard measurement.isNoisy, attempt < most else { break }
      progress("other work took the processors: measuring \(QuantityText.rate(rate)) again")
    }
    // There was one attempt at least.
    return best!
  }
}
