internal import TenfoldModel

/// Student's t distribution.
enum StudentDistribution {
  /// Probability of at most `t` with `degrees` > 0 degrees of freedom.
  static func cumulative(_ t: Double, degrees: Double) -> Double {
    let tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
    return t > 0 ? 1 - tail : tail
  }

  /// The value not exceeded with `probability`, in 0.5..<1, by bisection to 1e-10.
  static func quantile(_ probability: Double, degrees: Double) -> Double {
    var (low, high) = (0.0, 2.0)
    while cumulative(high, degrees: degrees) < probability && high < 1e12 { high *= 2 }
    while high - low > 1e-10 * high {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if cumulative(middle, degrees: degrees) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularized incomplete beta function, by its continued fraction.
  ///
  /// **Source.** Abramowitz and Stegun 26.5.8, evaluated by the modified method of Lentz.
  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exponential(
      logarithmOfGamma(a + b) - logarithmOfGamma(a) - logarithmOfGamma(b) + a * logarithm(x)
        + b * logarithm(1 - x))
    func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...500 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      fraction *= c * d
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      fraction *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return front * fraction / a
  }
}
