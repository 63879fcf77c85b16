/// How far the next pass of a fixed point moves towards what it finds: the whole way as long as that brings it closer, and
/// less where passes swing to and fro or go round in a circle.
struct PassPace {
  /// The step of the next pass; 1 is the whole way. It never grows.
  private(set) var step = 1.0
  private var growing = 0
  /// Changes of the passes since the step was another.
  private var changes: [Double] = []
  /// What the last pass would have changed by the whole way, by unknown.
  private var last: [Double] = []

  private static let least = 0.15
  /// What swings further than shorter steps can bring closer at once goes round in a circle, and is known by that.
  private static let leastAgainstSwinging = 0.5
  /// A pass that takes back more than this of what the one before did swings.
  private static let leastSwing = 0.2

  /// Takes in what the whole way would have changed in the last pass.
  ///
  /// - Parameters:
  ///   - change: The greatest relative change.
  ///   - residual: The change of each unknown, always in the same order.
  mutating func follow(_ change: Double, _ residual: [Double]) {
    growing = change >= 0.98 * (changes.last ?? .infinity) ? growing + 1 : 0
    changes.append(change)
    if step > Self.least, growing >= 3 || isCircle {
      (step, changes, growing) = (0.6 * step, [change], 0)
    } else if let shorter = stepAgainstSwinging(residual), shorter < 0.98 * step {
      (step, changes, growing) = (shorter, [change], 0)
    }
    last = residual
  }

  /// The step that brings what swings and what does not move closer by the same part; nil where nothing swings.
  ///
  /// By the whole way, what swings goes from a distance d to m d with m < 0, and what hardly depends on itself to 0. A step of s
  /// makes of them 1 - s (1 - m) and 1 - s, which are opposite at s = 2 / (2 - m).
  private func stepAgainstSwinging(_ residual: [Double]) -> Double? {
    let square = last.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { return nil }
    let kept = zip(last, residual).reduce(0) { $0 + $1.0 * $1.1 } / square
    guard kept < -Self.leastSwing else { return nil }
    let byWholeWay = 1 - (1 - kept) / step
    return max(Self.leastAgainstSwinging, 2 / (2 - byWholeWay))
  }

  /// True when the last two to four passes changed as much as those before them, to the digits.
  private var isCircle: Bool {
    (2...4).contains { period in
      guard changes.count >= 2 * period else { return false }
      return zip(changes.suffix(period), changes.dropLast(period).suffix(period))
        .allSatisfy { abs($0 - $1) <= 1e-6 * $0 }
    }
  }
}
