internal import TenfoldModel

/// How long something takes, or how far apart things come: a distribution of non-negative numbers, in seconds.
public enum Distribution: Sendable, Hashable {
  /// Always the same.
  case constant(Double)
  /// Memoryless, with this mean.
  case exponential(mean: Double)
  /// Evenly between two numbers.
  case uniform(low: Double, high: Double)
  /// Gamma with this mean and squared coefficient of variation > 0; shape is its inverse, so k equal exponential
  /// phases (Erlang) have 1/k.
  case gamma(mean: Double, scv: Double)
  /// One of several exponentials: shares, which add up to 1, and means.
  case hyperexponential(shares: [Double], means: [Double])
  /// Lognormal with this mean and squared coefficient of variation > 0.
  case lognormal(mean: Double, scv: Double)
  /// Pareto: at least `scale`, and above x with probability (scale / x)^shape.
  case pareto(scale: Double, shape: Double)
  /// Quantiles at 0, 1/(n-1), ..., 1, in ascending order, with straight lines between them; n ≥ 2.
  case empirical([Double])
  /// The first distribution with this probability, else the second.
  indirect case mixture(share: Double, Distribution, Distribution)

  /// The distribution with these two moments that the solver's percentiles assume: gamma, which is exponential at
  /// `scv` 1 and constant at 0.
  public static func fitted(mean: Double, scv: Double) -> Distribution {
    if mean <= 0 || scv <= 0 { return .constant(mean) }
    return scv == 1 ? .exponential(mean: mean) : .gamma(mean: mean, scv: scv)
  }

  /// Its mean, in seconds; infinite for a Pareto of shape ≤ 1.
  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean), .gamma(let mean, _), .lognormal(let mean, _): mean
    case .uniform(let low, let high): (low + high) / 2
    case .hyperexponential(let shares, let means): zip(shares, means).reduce(0) { $0 + $1.0 * $1.1 }
    case .pareto(let scale, let shape): shape > 1 ? scale * shape / (shape - 1) : .infinity
    case .empirical(let quantiles):
      zip(quantiles, quantiles.dropFirst()).reduce(0) { $0 + ($1.0 + $1.1) / 2 } / Double(quantiles.count - 1)
    case .mixture(let share, let first, let second): share * first.mean + (1 - share) * second.mean
    }
  }

  /// What is wrong with its numbers, in words; nil when nothing is.
  public var fault: String? {
    switch self {
    case .constant(let value), .exponential(let value): Self.fault(of: value, "the mean", atLeast: 0)
    case .uniform(let low, let high):
      Self.fault(of: low, "the low end", atLeast: 0) ?? Self.fault(of: high, "the high end", atLeast: low)
    case .gamma(let mean, let scv), .lognormal(let mean, let scv):
      Self.fault(of: mean, "the mean", atLeast: 0)
        ?? (scv > 0 ? Self.fault(of: scv, "the squared variation", atLeast: 0) : "the squared variation is 0")
    case .hyperexponential(let shares, let means):
      if shares.isEmpty || shares.count != means.count {
        "there are \(shares.count) shares for \(means.count) means"
      } else if abs(shares.reduce(0, +) - 1) > 1e-9 || shares.contains(where: { !($0 >= 0) }) {
        "the shares do not add up to 1"
      } else {
        means.lazy.compactMap { Self.fault(of: $0, "a mean", atLeast: 0) }.first
      }
    case .pareto(let scale, let shape):
      Self.fault(of: scale, "the scale", atLeast: 0)
        ?? (shape > 0 && shape.isFinite ? nil : "the shape is \(shape) and must be above 0")
    case .empirical(let quantiles):
      if quantiles.count < 2 || !zip(quantiles, quantiles.dropFirst()).allSatisfy({ $0 <= $1 }) {
        "the quantiles do not ascend"
      } else {
        Self.fault(of: quantiles[0], "the least", atLeast: 0)
          ?? Self.fault(of: quantiles[quantiles.count - 1], "the largest", atLeast: 0)
      }
    case .mixture(let share, let first, let second):
      share >= 0 && share <= 1 ? first.fault ?? second.fault : "the share is \(share) and must be in 0...1"
    }
  }

  private static func fault(of value: Double, _ what: String, atLeast least: Double) -> String? {
    value >= least && value.isFinite ? nil : "\(what) is \(value) and must be a number of at least \(least)"
  }
}
