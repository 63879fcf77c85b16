/// How far the next pass of a fixed point moves towards what it finds: the whole way as long as that brings it closer, less
/// where passes swing to and fro or go round in a circle, and further where each comes closer by the same part.
struct PassPace {
  /// The step of the next pass; 1 is the whole way.
  private(set) var step = 1.0
  private var growing = 0
  /// Changes of the passes since the step was another.
  private var changes: [Double] = []
  /// The change before a leap that has to show whether it was one in the right direction; nil when there is none.
  private var leaptFrom: Double?
  private var mayLeap = true

  private static let least = 0.15
  /// Changes above which passes may still be on their way to another state, where a leap could miss it.
  private static let mostBeforeLeap = 1e-4

  /// Takes in the relative change that the whole way would have made in the last pass.
  mutating func follow(_ change: Double) {
    if step > 1 {
      (step, changes, growing, leaptFrom) = (1, [], 0, change)
      return
    }
    if let leaptFrom {
      mayLeap = change < 0.5 * leaptFrom
      self.leaptFrom = nil
    }
    growing = change >= 0.98 * (changes.last ?? .infinity) ? growing + 1 : 0
    changes.append(change)
    if step > Self.least, growing >= 3 || isCircle {
      (step, changes, growing) = (0.6 * step, [change], 0)
    } else if step == 1, mayLeap, change < Self.mostBeforeLeap, let ratio = steadyRatio {
      step = 1 / (1 - ratio)
    }
  }

  /// By how much each of the last passes changed less than the one before, when it was the same for all; passes at the whole
  /// way would sum up to so many of the next one's change.
  ///
  /// **Source.** Aitken, Proceedings of the Royal Society of Edinburgh 46, 1926.
  private var steadyRatio: Double? {
    guard changes.count >= 3 else { return nil }
    let last = changes.suffix(3).map { $0 }
    let (before, ratio) = (last[1] / last[0], last[2] / last[1])
    guard (0.3...0.9).contains(ratio), abs(before - ratio) < 0.05 * ratio else { return nil }
    return ratio
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
