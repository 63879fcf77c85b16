import TenfoldModel

/// A time that is cut off at a limit: how likely it ends before, and what those that do take.
extension TimeShape {
  /// Probability that the time is at most `limit` seconds.
  package func cumulative(_ limit: Double) -> Double {
    guard mean.isFinite else { return 0 }
    guard limit < .infinity else { return 1 }
    guard limit >= 0 else { return 0 }
    guard mean > 0 else { return 1 }
    let zero = min(atom, 0.999_999)
    return zero + (1 - zero) * positive(zero).share(upTo: limit)
  }

  /// True when a bound says that all but 10^-9 of the times stay below `limit`.
  ///
  /// **Source.** Chernoff, Annals of Mathematical Statistics 23(4), 1952: of a gamma distribution of shape a and scale 1
  /// beyond x > a lies at most e^(a − x) (x/a)^a.
  func staysBelowBound(_ limit: Double) -> Bool {
    guard mean.isFinite else { return false }
    guard limit < .infinity else { return true }
    return limit > mean && positive(min(atom, 0.999_999)).logarithmOfTailBound(limit) < -21
  }

  /// The time given that it is at most `limit` seconds.
  func within(_ limit: Double) -> TimeShape {
    guard limit < .infinity, mean.isFinite, mean > 0 else { return self }
    let zero = min(atom, 0.999_999)
    let fit = positive(zero)
    let share = zero + (1 - zero) * fit.share(upTo: limit)
    guard share > 1e-12 else { return TimeShape(mean: limit) }
    let first = (1 - zero) * fit.moment(1, upTo: limit) / share
    let second = (1 - zero) * fit.moment(2, upTo: limit) / share
    return TimeShape(mean: first, variance: max(0, second - first * first), atom: zero / share)
  }

  /// The gamma distribution of what takes time, of which a share `zero` does not.
  func positive(_ zero: Double) -> GammaFit {
    let conditional = mean / (1 - zero)
    return GammaFit(mean: conditional, variance: max(0, square / (1 - zero) - conditional * conditional))
  }
}

/// A gamma distribution of given mean and variance; a point where it hardly varies.
struct GammaFit {
  private let mean: Double
  private let shape: Double
  private let scale: Double

  init(mean: Double, variance: Double) {
    self.mean = mean
    shape = variance > 1e-9 * mean * mean ? mean * mean / variance : .infinity
    scale = mean > 0 ? variance / mean : 0
  }

  /// Probability of at most `limit`.
  func share(upTo limit: Double) -> Double {
    guard shape.isFinite else { return limit >= mean ? 1 : 0 }
    return GammaDistribution.cumulative(limit / scale, shape: shape)
  }

  /// Logarithm of a bound of the probability of more than `limit`, which is over the mean.
  func logarithmOfTailBound(_ limit: Double) -> Double {
    guard shape.isFinite else { return limit > mean ? -.infinity : 0 }
    let x = limit / scale
    guard x > shape else { return 0 }
    return shape - x + shape * logarithm(x / shape)
  }

  /// The part of a moment that values up to `limit` make: ∫ x^order f(x) dx.
  func moment(_ order: Int, upTo limit: Double) -> Double {
    guard shape.isFinite else { return limit >= mean ? power(mean, Double(order)) : 0 }
    var factor = 1.0
    for step in 0..<order { factor *= scale * (shape + Double(step)) }
    return factor * GammaDistribution.cumulative(limit / scale, shape: shape + Double(order))
  }
}
