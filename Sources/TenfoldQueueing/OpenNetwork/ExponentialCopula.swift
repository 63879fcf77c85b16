import TenfoldModel

/// Exponential variables of mean 1 that depend on one common normal factor.
struct ExponentialCopula {
  /// Correlation of the normal variables behind two of them, in 0 ..< 1.
  let correlation: Double

  private static let times = GaussLegendre.points(edges: [0, 0.25, 1, 2, 4, 8, 16, 40])
  private static let factors = GaussLegendre.points(edges: [-7.5, -2.5, 0, 2.5, 7.5]).map {
    (x: $0.x, weight: $0.weight * NormalDistribution.density($0.x))
  }

  /// Mean of the longest of `count`.
  func meanOfLongest(_ count: Int) -> Double {
    Self.times.reduce(0) { $0 + $1.weight * tailOfLongest(count, beyond: $1.x) } + exponential(-40)
      * Double(count)
  }

  /// Probability that the longest of `count` exceeds `time`.
  func tailOfLongest(_ count: Int, beyond time: Double) -> Double {
    // Where P(one > t) would round to 0 all else does.
    guard time < 700 else { return 0 }
    let level = -NormalDistribution.quantile(exponential(-time))
    let (common, own) = (correlation.squareRoot(), (1 - correlation).squareRoot())
    var sum = 0.0
    for factor in Self.factors {
      let above = NormalDistribution.cumulative((common * factor.x - level) / own)
      sum += factor.weight * -exponentialMinusOne(Double(count) * logarithmOfOnePlus(-min(above, 1 - 1e-16)))
    }
    return min(1, max(0, sum))
  }
}
