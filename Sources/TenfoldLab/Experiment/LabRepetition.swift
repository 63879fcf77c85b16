internal import TenfoldModel

/// Measures one load, and again while other work on the machine spoils it; what was spoiled least is kept.
///
/// Only measurements are repeated. What was predicted stands as it was written down before the first.
struct LabRepetition {
  let calibration: LabCalibration
  /// Seconds of the load.
  let duration: Double
  /// How often a noisy measurement is repeated; ≥ 0.
  let repeats: Int
  /// The store that configurations change, and what its statement takes as it was calibrated.
  let store: String
  let demands: LabDemands
  /// Reads what a Prometheus records; nil without one.
  let monitor: LabMonitor?
  /// Called with what is being done.
  let progress: @Sendable (String) -> Void

  /// The measurement that is kept, with how many there were.
  ///
  /// - Parameter prepare: Called before each, for what a fault does.
  /// - Throws: ``LabError``, and what `prepare` throws.
  func measured(
    at rate: Double, seed: UInt64, fault: LabFault?, prepare: () throws(LabError) -> Void
  ) throws(LabError) -> LabMeasurement {
    var best: LabMeasurement?
    // What was killed is gone: that load is sent once.
    let most = fault == .primaryLost ? 1 : repeats + 1
    for attempt in 1...most {
      // Prometheus is waited for, and what `prepare` begins counts its seconds from the load on.
      let before = monitor?.totals()
      try prepare()
      let stand = calibration.observer.stand
      // What came before the load is no part of it.
      _ = try stand.takeTraces()
      let sight = try calibration.observer.load(
        stand.entry, rate: rate, duration: duration, seed: seed)
      var measurement = calibration.observer.measurement(sight)
      measurement.traces = try stand.takeTraces()
      measurement.recorded = monitor.flatMap { LabMonitor.recorded(from: before, to: $0.totals()) }
      if fault != .primaryLost { measurement.drift = try calibration.drift(of: store, from: demands) }
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
