import TenfoldModel

/// How far a system is from a goal: for each bottleneck that breaks before it, the logarithm of what is missing.
///
/// CPUs are to be no busier at the goal than a well-planned one, so theirs is a goal farther off.
///
/// Limits with one cause count once, by the nearest: a percentile that a busy database spoils and that
/// database's CPU are one bottleneck. Logarithms add: halving two bottlenecks' gaps is worth as much as closing
/// a quarter of one. What moves one bottleneck and not the first of all therefore counts too.
struct Shortfall: Sendable {
  /// ln(goal / users at which it breaks), by cause; > 0.
  private(set) var parts: [String: Double] = [:]
  /// The sum of the parts in the order of the limits, so that the digits do not depend on hashing.
  private(set) var total = 0.0

  /// The largest part; 0 where nothing is missing.
  var largest: Double { parts.values.max() ?? 0 }

  /// A limit violated by this many times its value counts no further.
  private static let mostExcess = 1000.0

  /// Reads `breaks` of limits at their likely values.
  ///
  /// - Parameters:
  ///   - breaks: Each limit with the users at which it breaks.
  ///   - goal: Users to carry; > 0.
  ///   - usersNow: Users today: a limit violated today counts by its value besides.
  ///   - reading: The system at its likely values.
  init(_ breaks: [LimitBreak], goal: Double, usersNow: Double, in reading: Reading) {
    var order: [String] = []
    for entry in breaks {
      let planned = goal / entry.limit.plannedShare
      guard entry.users < planned * 0.999 else { continue }
      let missing = Self.missing(entry, goal: planned, usersNow: usersNow, in: reading)
      guard missing > 0 else { continue }
      let cause = entry.limit.cause(at: entry.users, in: reading)
      if let known = parts[cause] {
        parts[cause] = max(known, missing)
      } else {
        parts[cause] = missing
        order.append(cause)
      }
    }
    for cause in order { total += parts[cause] ?? 0 }
  }

  private static func missing(
    _ entry: LimitBreak, goal: Double, usersNow: Double, in reading: Reading
  ) -> Double {
    guard entry.users <= usersNow else { return logarithm(goal / entry.users) }
    let limit = entry.limit.limit(at: usersNow, in: reading)
    let excess = limit > 0 ? entry.limit.value(at: usersNow, in: reading) / limit : mostExcess
    let bounded = excess.isFinite ? min(max(excess, 1), mostExcess) : mostExcess
    return logarithm(max(goal, usersNow) / usersNow) + logarithm(bounded)
  }
}

/// A limit and the users at which it breaks; infinite when it never does.
struct LimitBreak: Sendable {
  let limit: any GrowthLimit
  let users: Double
}

extension LimitSet {
  /// Each limit with the users at which it breaks at the likely values, in the order of the limits.
  var likelyBreaks: [LimitBreak] {
    zip(limits, likelyBreakingUsers).map { LimitBreak(limit: $0, users: $1) }
  }
}

extension [LimitBreak] {
  /// The limit that breaks first; the earlier of equals.
  var first: LimitBreak? { self.min { $0.users < $1.users } }

  /// The limit of a cause that breaks first.
  func first(causedBy cause: String, in reading: Reading) -> LimitBreak? {
    filter { $0.users.isFinite && $0.limit.cause(at: $0.users, in: reading) == cause }.first
  }

  /// The limit that is first to leave the share of it that was planned.
  var firstPlanned: LimitBreak? {
    self.min { $0.users * $0.limit.plannedShare < $1.users * $1.limit.plannedShare }
  }
}
