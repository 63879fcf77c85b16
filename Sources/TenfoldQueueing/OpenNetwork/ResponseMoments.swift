import TenfoldModel

/// Mean and variance of a response time, and how they compose.
public struct ResponseMoments: Sendable, Hashable {
  /// Mean, in seconds.
  public var mean: Double
  /// Variance, in seconds squared.
  public var variance: Double

  /// Makes moments.
  public init(mean: Double = 0, variance: Double = 0) {
    self.mean = mean
    self.variance = variance
  }

  /// One after the other, taken as independent.
  public func followed(by next: ResponseMoments) -> ResponseMoments {
    ResponseMoments(mean: mean + next.mean, variance: variance + next.variance)
  }

  /// The longer of two that run at once, taken as independent.
  ///
  /// Each is fitted by a gamma distribution, whose cube root is nearly normal; the maximum of two normals has
  /// known moments, and cubing leads back. Within 1 % for two exponentials.
  ///
  /// **Source.** Wilson and Hilferty, PNAS 17, 1931; Clark, Operations Research 9(2), 1961.
  public func longer(of other: ResponseMoments) -> ResponseMoments {
    guard mean.isFinite, other.mean.isFinite else {
      return ResponseMoments(mean: .infinity, variance: .infinity)
    }
    guard mean > 0 else { return other }
    guard other.mean > 0 else { return self }
    let (first, second) = (cubeRootNormal, other.cubeRootNormal)
    let spread = (first.variance + second.variance).squareRoot()
    guard spread > 1e-12 else { return mean >= other.mean ? self : other }
    let alpha = (first.mean - second.mean) / spread
    let (above, density) = (NormalDistribution.cumulative(alpha), NormalDistribution.density(alpha))
    let maximum = first.mean * above + second.mean * (1 - above) + spread * density
    let secondMoment =
      (first.mean * first.mean + first.variance) * above
      + (second.mean * second.mean + second.variance) * (1 - above)
      + (first.mean + second.mean) * spread * density
    let variance = max(0, secondMoment - maximum * maximum)
    // Moments 3 and 6 of the normal that the cube root is taken to be.
    let square = maximum * maximum
    let cube = maximum * (square + 3 * variance)
    let sixth =
      square * square * square + 15 * square * square * variance + 45 * square * variance * variance
      + 15 * variance * variance * variance
    return ResponseMoments(mean: cube, variance: max(0, sixth - cube * cube))
  }

  /// The time that a share of the responses stays below, by a gamma distribution of these moments.
  ///
  /// Exact for a sum of equal exponentials; percentiles of several steps are never added.
  public func quantile(_ share: Double) -> Double {
    guard mean.isFinite else { return .infinity }
    guard mean > 0, variance > 0 else { return mean }
    let shape = mean * mean / variance
    return GammaDistribution.quantile(share, shape: shape) * variance / mean
  }

  /// True when a share of the responses stays below `limit`, in seconds: ``quantile(_:)`` compared with it, at the
  /// price of one distribution function and without a search.
  public func staysBelow(_ limit: Double, forShare share: Double) -> Bool {
    guard mean.isFinite else { return false }
    guard mean > 0, variance > 0 else { return mean <= limit }
    return GammaDistribution.cumulative(limit * mean / variance, shape: mean * mean / variance) >= share
  }

  private var cubeRootNormal: (mean: Double, variance: Double) {
    let scale = power(mean, 1.0 / 3)
    let relative = variance / (mean * mean) / 9
    return (scale * (1 - relative), scale * scale * relative)
  }
}
