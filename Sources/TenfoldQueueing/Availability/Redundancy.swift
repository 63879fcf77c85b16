import TenfoldModel

/// Availability of parts in series and of parts that stand in for each other.
public enum Redundancy {
  /// Availability of a path that needs every part: the product.
  ///
  /// **Source.** Barlow and Proschan, Statistical Theory of Reliability, 1975, chapter 2.
  public static func series(_ availabilities: [Double]) -> Double {
    availabilities.reduce(1, *)
  }

  /// Probability that fewer than `needed` of `count` equal, independent parts work.
  ///
  /// Sums the binomial tail from its largest term down, so that it stays exact where it is tiny.
  ///
  /// - Parameters:
  ///   - needed: Parts that must work, *k*; `count` < k gives 1.
  ///   - count: Parts, *n*.
  ///   - unavailability: Share of time one part does not work, in 0...1.
  public static func unavailability(needed: Int, of count: Int, unavailability: Double) -> Double {
    guard needed > 0 else { return 0 }
    guard needed <= count else { return 1 }
    guard unavailability > 0 else { return 0 }
    guard unavailability < 1 else { return 1 }
    // P(exactly f parts down) for f = n - k + 1 ... n.
    var failures = count - needed + 1
    var logTerm =
      Double(failures) * logarithm(unavailability) + Double(needed - 1) * logarithm(1 - unavailability)
    for index in 0..<min(failures, count - failures) {
      logTerm += logarithm(Double(count - index) / Double(index + 1))
    }
    var term = exponential(logTerm)
    var sum = term
    while failures < count {
      term *= Double(count - failures) / Double(failures + 1) * unavailability / (1 - unavailability)
      failures += 1
      sum += term
      // Past the mean the terms fall at least geometrically.
      if term < sum * 1e-15 && Double(failures) > Double(count) * unavailability { break }
    }
    return min(1, sum)
  }

  /// The same with a share of the faults that take all parts at once.
  ///
  /// **Source.** Beta-factor model: Fleming, 1975 (recalled).
  public static func unavailability(
    needed: Int, of count: Int, unavailability each: Double, commonCause: Double
  ) -> Double {
    guard count > 1 else { return needed > count ? 1 : each }
    guard needed <= count else { return 1 }
    let independent = unavailability(needed: needed, of: count, unavailability: each * (1 - commonCause))
    return min(1, each * commonCause + independent)
  }
}
