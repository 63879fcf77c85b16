/// Finding where a function crosses zero.
package enum RootFinding {
  /// The root of `function` between `low` and `high`, at which it has opposite signs, by bisection that takes the
  /// secant's point where that falls inside: never slower than half a bracket a step.
  ///
  /// - Parameters:
  ///   - low: One end.
  ///   - high: The other end; the function has the other sign there, or 0.
  ///   - relativeTolerance: Width of the bracket, relative to the root, at which to stop.
  /// - Complexity: At most 200 evaluations.
  package static func root(
    between low: Double, and high: Double, relativeTolerance: Double = 1e-14, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    var atLow = function(low)
    if atLow == 0 { return low }
    var atHigh = function(high)
    if atHigh == 0 { return high }
    for step in 0..<200 {
      let width = high - low
      if abs(width) <= relativeTolerance * max(abs(low), abs(high)) { break }
      var next = low + width / 2
      if step % 3 != 2 {
        let secant = low - atLow * width / (atHigh - atLow)
        let margin = width * 1e-3
        if (secant - low) * (high - secant) > 0 {
          // Near an end the secant would move that end for ever so little: step a margin past the root instead.
          next =
            abs(secant - low) < abs(margin)
            ? low + margin : abs(high - secant) < abs(margin) ? high - margin : secant
        }
      }
      if next == low || next == high { break }
      let value = function(next)
      if value == 0 { return next }
      if (value > 0) == (atLow > 0) { (low, atLow) = (next, value) } else { (high, atHigh) = (next, value) }
    }
    return low + (high - low) / 2
  }

  /// The least x ≥ 0 at which a function that falls from 1 towards 0 is at most `level`.
  ///
  /// - Parameters:
  ///   - level: In 0...1; 0 gives infinity when the function never gets there.
  ///   - scale: A first guess of x; > 0.
  ///   - tail: The function; non-increasing.
  package static func whereTail(falls level: Double, scale: Double, _ tail: (Double) -> Double) -> Double {
    guard tail(0) > level else { return 0 }
    var (low, high) = (0.0, scale)
    while tail(high) > level {
      low = high
      high *= 2
      if high > 1e300 { return .infinity }
    }
    return root(between: low, and: high, relativeTolerance: 1e-13) { tail($0) - level }
  }
}
