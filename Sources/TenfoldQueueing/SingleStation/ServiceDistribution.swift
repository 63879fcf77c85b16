import TenfoldModel

/// How long one service takes, as a distribution.
public enum ServiceDistribution: Sendable, Hashable {
  /// Always the same, in seconds.
  case deterministic(Double)
  /// Exponential with a mean, in seconds.
  case exponential(mean: Double)
  /// Gamma; Erlang with k stages has squared variation 1/k.
  case gamma(mean: Double, squaredVariation: Double)
  /// One of several exponentials, each with a probability and a mean in seconds; the probabilities add up to 1.
  case hyperexponential(probabilities: [Double], means: [Double])
  /// Evenly between two bounds, in seconds.
  case uniform(low: Double, high: Double)
  /// Lognormal, as measured latencies often are.
  case lognormal(mean: Double, squaredVariation: Double)
  /// Pareto: at least `scale` seconds, tail (scale/x)^shape.
  case pareto(shape: Double, scale: Double)

  /// Two exponentials with a mean and a squared variation of at least 1, each carrying half of the work.
  ///
  /// **Source.** Tijms, A First Course in Stochastic Models, 2003, appendix B (balanced means).
  public static func balancedHyperexponential(mean: Double, squaredVariation: Double) -> ServiceDistribution {
    guard squaredVariation > 1 else { return .exponential(mean: mean) }
    let first = (1 + ((squaredVariation - 1) / (squaredVariation + 1)).squareRoot()) / 2
    return .hyperexponential(
      probabilities: [first, 1 - first], means: [mean / (2 * first), mean / (2 * (1 - first))])
  }

  /// Mean, in seconds; infinite where it does not exist.
  public var mean: Double { moment(1) }

  /// Squared coefficient of variation; infinite where it does not exist.
  public var squaredVariation: Double {
    let mean = mean
    guard mean > 0 else { return 0 }
    return max(0, moment(2) / (mean * mean) - 1)
  }

  /// E[S^order], order ≥ 1; infinite where it does not exist.
  public func moment(_ order: Int) -> Double {
    let k = Double(order)
    switch self {
    case .deterministic(let value): return power(value, k)
    case .exponential(let mean): return TenfoldModel.exponential(logarithmOfGamma(k + 1)) * power(mean, k)
    case .gamma(let mean, let variation):
      guard variation > 0 else { return power(mean, k) }
      return (0..<order).reduce(1) { $0 * (mean * (1 + Double($1) * variation)) }
    case .hyperexponential(let probabilities, let means):
      let factorial = TenfoldModel.exponential(logarithmOfGamma(k + 1))
      return zip(probabilities, means).reduce(0) { $0 + $1.0 * factorial * power($1.1, k) }
    case .uniform(let low, let high):
      guard high > low else { return power(low, k) }
      return (power(high, k + 1) - power(low, k + 1)) / ((k + 1) * (high - low))
    case .lognormal(let mean, let variation):
      return power(mean, k) * power(1 + variation, k * (k - 1) / 2)
    case .pareto(let shape, let scale):
      return shape > k ? shape / (shape - k) * power(scale, k) : .infinity
    }
  }

  /// Probability that service takes longer than `time` seconds.
  public func tail(beyond time: Double) -> Double {
    guard time >= 0 else { return 1 }
    switch self {
    case .deterministic(let value): return time < value ? 1 : 0
    case .exponential(let mean): return mean > 0 ? TenfoldModel.exponential(-time / mean) : 0
    case .gamma(let mean, let variation):
      guard variation > 0, mean > 0 else { return time < mean ? 1 : 0 }
      return 1 - GammaDistribution.cumulative(time / (mean * variation), shape: 1 / variation)
    case .hyperexponential(let probabilities, let means):
      return zip(probabilities, means).reduce(0) {
        $0 + ($1.1 > 0 ? $1.0 * TenfoldModel.exponential(-time / $1.1) : 0)
      }
    case .uniform(let low, let high):
      return time < low ? 1 : time >= high ? 0 : (high - time) / (high - low)
    case .lognormal(let mean, let variation):
      guard time > 0 else { return mean > 0 ? 1 : 0 }
      let spread = logarithmOfOnePlus(variation)
      guard spread > 0 else { return time < mean ? 1 : 0 }
      let centre = logarithm(mean) - spread / 2
      return NormalDistribution.cumulative((centre - logarithm(time)) / spread.squareRoot())
    case .pareto(let shape, let scale):
      return time < scale ? 1 : power(scale / time, shape)
    }
  }

  /// Throws for the first parameter out of range.
  func validate(at place: String) throws(QueueingError) {
    switch self {
    case .deterministic(let value): try Check.atLeast(0, value, "service time", at: place)
    case .exponential(let mean): try Check.atLeast(0, mean, "mean service time", at: place)
    case .gamma(let mean, let variation), .lognormal(let mean, let variation):
      try Check.positive(mean, "mean service time", at: place)
      try Check.atLeast(0, variation, "squared variation", at: place)
    case .hyperexponential(let probabilities, let means):
      guard probabilities.count == means.count, !means.isEmpty else {
        throw .wrongCount(
          place: place, quantity: "means of exponentials", count: means.count,
          expected: max(1, probabilities.count))
      }
      for value in probabilities { try Check.share(value, "probability of an exponential", at: place) }
      for value in means { try Check.atLeast(0, value, "mean of an exponential", at: place) }
      let sum = probabilities.reduce(0, +)
      guard abs(sum - 1) < 1e-9 else {
        throw .invalidValue(
          place: place, quantity: "sum of the probabilities of exponentials", value: "\(sum)", expected: "1")
      }
    case .uniform(let low, let high):
      try Check.atLeast(0, low, "least service time", at: place)
      try Check.atLeast(low, high, "greatest service time", at: place)
    case .pareto(let shape, let scale):
      try Check.positive(shape, "shape", at: place)
      try Check.positive(scale, "scale", at: place)
    }
  }
}
