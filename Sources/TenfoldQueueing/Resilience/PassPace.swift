/// How far the next pass of a fixed point moves towards what it finds: the whole way as long as that brings it closer, and
/// less where passes swing to and fro or go round in a circle.
struct PassPace {
  /// The step of the next pass; 1 is the whole way.
  private(set) var step = 1.0
  private var growing = 0
  /// Changes of the passes since the step was another.
  private var changes: [Double] = []

  private static let least = 0.15

  /// Takes in the relative change that the whole way would have made in the last pass.
  mutating func follow(_ change: Double) {
    growing = change >= 0.98 * (changes.last ?? .infinity) ? growing + 1 : 0
    changes.append(change)
    guard step > Self.least, growing >= 3 || isCircle else { return }
    (step, changes, growing) = (0.6 * step, [change], 0)
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
