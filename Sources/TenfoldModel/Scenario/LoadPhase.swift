/// One part of a load curve, as people say it: how the load goes for a while.
public enum LoadPhase: Sendable, Hashable {
  /// The same load; for ever where no time is given.
  case hold(Double, duration: Double?)
  /// From one load to another in a straight line.
  case ramp(from: Double, to: Double, duration: Double)
  /// A day: the lower load at its ends, the higher one in the middle, as a cosine goes.
  case day(low: Double, high: Double, duration: Double)
  /// What was counted: loads in intervals of equal length.
  case trace([Double], interval: Double)

  /// How long it takes, in seconds; infinite for a load that holds for ever.
  public var duration: Double {
    switch self {
    case .hold(_, let duration): duration ?? .infinity
    case .ramp(_, _, let duration), .day(_, _, let duration): duration
    case .trace(let loads, let interval): Double(loads.count) * interval
    }
  }

  /// Points of the curve from `start` on.
  fileprivate func points(from start: Double) -> [LoadCurve.Point] {
    func point(_ time: Double, _ value: Double) -> LoadCurve.Point { .init(time: start + time, value: value) }
    switch self {
    case .hold(let load, let duration): return [point(0, load)] + (duration.map { [point($0, load)] } ?? [])
    case .ramp(let from, let to, let duration): return [point(0, from), point(duration, to)]
    case .day(let low, let high, let duration):
      // 96 straight parts are within 0.03 % of the height of a cosine.
      return (0...96).map { part in
        let share = Double(part) / 96
        return point(
          share * duration, low + (high - low) * (1 - cosineAndSine(2 * Double.pi * share).cosine) / 2)
      }
    case .trace(let loads, let interval):
      return loads.enumerated().flatMap { index, load in
        [point(Double(index) * interval, load), point(Double(index + 1) * interval, load)]
      }
    }
  }
}

extension LoadCurve {
  /// Makes the curve of phases that follow each other; the last load holds on.
  ///
  /// - Precondition: there is a phase; only the last may have no end, and every trace has loads.
  public init(_ measure: Measure, phases: [LoadPhase]) {
    precondition(
      !phases.isEmpty && phases.dropLast().allSatisfy { $0.duration.isFinite },
      "only the last may go on for ever"
    )
    var points: [Point] = []
    var start = 0.0
    for phase in phases {
      points += phase.points(from: start)
      start += phase.duration
    }
    self.init(measure, through: points)
  }
}
