internal import TenfoldModel

/// The moments at which requests are sent: a Poisson process whose rate follows a curve.
///
/// Moments are drawn at the curve's peak and kept with the share that the curve has of it then.
///
/// **Source.** Lewis and Shedler, Naval Research Logistics Quarterly 26(3), 1979, doi:10.1002/nav.3800260304.
struct ArrivalSchedule {
  private let rate: LoadCurve
  private let peak: Double
  private let end: Double
  private var now = 0.0
  private var random: SplitMix64

  init(rate: LoadCurve, duration: Double, seed: UInt64) {
    self.rate = rate
    peak = rate.peak
    end = duration
    random = SplitMix64(state: seed)
  }

  /// The next moment, in seconds from the beginning; nil when the time is over.
  mutating func next() -> Double? {
    guard peak > 0 else { return nil }
    repeat {
      now -= logarithm(1 - random.unit()) / peak
      if now >= end { return nil }
    } while random.unit() * peak >= rate.value(at: now)
    return now
  }
}
