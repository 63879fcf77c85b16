import TenfoldModel

/// Availability of parts in series and of parts that stand in for each other.
public enum Redundancy {
  /// Availability of a path that needs every part: the product.
  ///
  /// **Source.** Barlow and Proschan, Statistical Theory of Reliability and Life Testing: Probability Models,
  /// 1975, chapter 2.
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
    var term = probability(ofDown: failures, of: count, unavailability: unavailability)
    var sum = term
    while failures < count {
      term *= Double(count - failures) / Double(failures + 1) * unavailability / (1 - unavailability)
      failures += 1
      sum += term
      // Past the mean the terms fall at least geometrically.
      if term <= sum * 1e-15 && Double(failures) > Double(count) * unavailability { break }
    }
    return min(1, sum)
  }

  /// Share of the requests that equal parts which share a load do not carry, since some of them are down.
  ///
  /// With f parts down the others carry (n − f) / a of a load of *a* parts' worth; with all down, nothing.
  ///
  /// - Parameters:
  ///   - load: Parts' worth of load, *a*; ≥ 0.
  ///   - count: Parts, *n*; ≥ 1.
  ///   - unavailability: Share of time one part does not work, in 0...1.
  ///   - commonCause: Share of the faults that take all parts at once, in 0...1.
  public static func lostShare(
    load: Double, count: Int, unavailability each: Double, commonCause: Double
  ) -> Double {
    guard count > 1 else { return each }
    let down = each * (1 - commonCause)
    var lost = 0.0
    // Parts that may be down without loss.
    let spare = max(0, count - Int(min(load.rounded(.up), Double(count))))
    if down > 0, down < 1 {
      var term = probability(ofDown: spare + 1, of: count, unavailability: down)
      var failures = spare + 1
      while failures <= count {
        let left = Double(count - failures)
        lost += term * (failures == count ? 1 : max(0, 1 - left / max(load, 1e-12)))
        guard failures < count else { break }
        term *= left / Double(failures + 1) * down / (1 - down)
        failures += 1
        // Also when both are too small to be told from 0, as with much spare.
        if term <= lost * 1e-12, Double(failures) > Double(count) * down { break }
      }
    }
    return min(1, each * commonCause + lost)
  }

  private static func probability(ofDown failures: Int, of count: Int, unavailability: Double) -> Double {
    let (n, f) = (Double(count), Double(failures))
    let choices = logarithmOfGamma(n + 1) - logarithmOfGamma(f + 1) - logarithmOfGamma(n - f + 1)
    let logarithmOfTerm = choices + f * logarithm(unavailability) + (n - f) * logarithm(1 - unavailability)
    return exponential(logarithmOfTerm)
  }

  /// Probability that fewer than `needed` of `count` work, with a share of the faults that take all parts at once.
  ///
  /// **Source.** Beta-factor model: Fleming, A Reliability Model for Common Mode Failures in Redundant Safety
  /// Systems, General Atomic report GA-A13284, dated 1974, often cited as 1975.
  public static func unavailability(
    needed: Int, of count: Int, unavailability each: Double, commonCause: Double
  ) -> Double {
    guard count > 1 else { return needed > count ? 1 : each }
    guard needed <= count else { return 1 }
    let independent = unavailability(needed: needed, of: count, unavailability: each * (1 - commonCause))
    return min(1, each * commonCause + independent)
  }
}
