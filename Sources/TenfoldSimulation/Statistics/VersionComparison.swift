/// What a judge sees of two versions that serve side by side, and whether the new one is worse.
///
/// Errors are compared as two proportions, with their pooled deviation; response times as two means with Welch's. Since
/// it is asked again and again, it says worse only where the difference is at least 3.5 deviations, and of times
/// at least a tenth: of versions that are alike, about one judgement in 2000 finds the new one worse.
struct VersionComparison: Sendable, Hashable {
  /// Answers of one version.
  struct Side: Sendable, Hashable {
    var count = 0.0
    var errors = 0.0
    var time = 0.0
    var squares = 0.0
  }

  /// Deviations of the difference that say worse.
  static let deviations = 3.5
  /// The least share by which times must be longer.
  static let timeTolerance = 0.1
  /// Answers of each version without which nothing is said.
  static let fewest = 20.0

  private(set) var old = Side()
  private(set) var new = Side()

  /// Adds an answer and how long it took, in seconds.
  mutating func add(_ time: Double, isFine: Bool, isNew: Bool) {
    var side = isNew ? new : old
    side.count += 1
    if isFine {
      side.time += time
      side.squares += time * time
    } else {
      side.errors += 1
    }
    if isNew { new = side } else { old = side }
  }

  /// True when the new version is worse beyond chance.
  var isWorse: Bool {
    guard old.count >= Self.fewest, new.count >= Self.fewest else { return false }
    return hasMoreErrors || isSlower
  }

  private var hasMoreErrors: Bool {
    let difference = new.errors / new.count - old.errors / old.count
    let pooled = (new.errors + old.errors) / (new.count + old.count)
    let deviation = (pooled * (1 - pooled) * (1 / new.count + 1 / old.count)).squareRoot()
    return difference > 0 && difference >= Self.deviations * deviation
  }

  private var isSlower: Bool {
    func moments(_ side: Side) -> (count: Double, mean: Double, variance: Double) {
      let count = side.count - side.errors
      let mean = count > 0 ? side.time / count : 0
      return (count, mean, count > 1 ? max(0, side.squares - count * mean * mean) / (count - 1) : 0)
    }
    let (one, other) = (moments(old), moments(new))
    guard one.count >= Self.fewest, other.count >= Self.fewest else { return false }
    let difference = other.mean - one.mean
    let deviation = (one.variance / one.count + other.variance / other.count).squareRoot()
    return difference > Self.timeTolerance * one.mean && difference >= Self.deviations * deviation
  }
}
