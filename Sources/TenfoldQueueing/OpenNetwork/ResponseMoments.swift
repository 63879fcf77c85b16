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
    return self.share(below: limit) >= share
  }

  /// Share of the responses that stay below `limit`, in seconds.
  func share(below limit: Double) -> Double {
    guard mean.isFinite else { return 0 }
    guard mean > 0, variance > 0 else { return mean <= limit ? 1 : 0 }
    return GammaDistribution.cumulative(limit * mean / variance, shape: mean * mean / variance)
  }
}
