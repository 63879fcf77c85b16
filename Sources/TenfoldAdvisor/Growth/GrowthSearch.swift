import TenfoldModel

/// Finds where a growing load first violates something.
enum GrowthSearch {
  /// Most users considered: more than there are people.
  static let mostUsers = 1e10

  /// The least users at which `isViolated` holds, to 0.5 %; infinite when it does not below 10^10 users.
  ///
  /// Bracket by factors of ten from one user, then bisect the logarithm. Violation is taken to be lasting.
  static func firstViolation(
    from start: Double = 1, to end: Double = mostUsers, _ isViolated: (Double) -> Bool
  ) -> Double {
    if isViolated(start) { return start }
    var low = start
    var high = start
    repeat {
      guard high < end else { return .infinity }
      low = high
      high = min(end, high * 10)
    } while !isViolated(high)
    while high / low > 1.005 {
      let middle = (low * high).squareRoot()
      if isViolated(middle) { high = middle } else { low = middle }
    }
    return (low * high).squareRoot()
  }
}
