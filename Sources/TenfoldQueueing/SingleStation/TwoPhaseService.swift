import TenfoldModel

/// A service of at most two exponential phases: two-way hyperexponential, two-stage Erlang, Coxian.
///
/// A service begins in phase 1 with `firstProbability`, else in phase 2; after phase 1 it goes on to phase 2 with
/// `continuing`, else it is done.
public struct TwoPhaseService: Sendable, Hashable {
  /// Probability of beginning in phase 1.
  public let firstProbability: Double
  /// Completions of phase 1 per second.
  public let firstRate: Double
  /// Completions of phase 2 per second.
  public let secondRate: Double
  /// Probability of going on to phase 2 after phase 1.
  public let continuing: Double

  /// Makes a service.
  ///
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` unless rates are finite and above 0 and
  ///   probabilities in 0...1.
  public init(
    firstProbability: Double, firstRate: Double, secondRate: Double, continuing: Double = 0
  ) throws(QueueingError) {
    try Check.share(firstProbability, "probability of beginning in phase 1", at: "two-phase service")
    try Check.positive(firstRate, "rate of phase 1", at: "two-phase service")
    try Check.positive(secondRate, "rate of phase 2", at: "two-phase service")
    try Check.share(continuing, "probability of going on to phase 2", at: "two-phase service")
    self.firstProbability = firstProbability
    self.firstRate = firstRate
    self.secondRate = secondRate
    self.continuing = continuing
  }

  /// Makes a service with a mean and a squared variation of at least 1/2: Coxian below 1, hyperexponential with balanced
  /// means above.
  ///
  /// - Parameters:
  ///   - mean: In seconds; finite, > 0.
  ///   - squaredVariation: Finite, ≥ 0.5, which two phases cannot go below.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for a value out of range.
  ///
  /// **Source.** Tijms, A First Course in Stochastic Models, 2003, appendix B (balanced means).
  public init(mean: Double, squaredVariation: Double) throws(QueueingError) {
    try Check.positive(mean, "mean service time", at: "two-phase service")
    try Check.atLeast(0.5, squaredVariation, "squared variation", at: "two-phase service")
    if squaredVariation >= 1 {
      let first = (1 + ((squaredVariation - 1) / (squaredVariation + 1)).squareRoot()) / 2
      try self.init(
        firstProbability: first, firstRate: 2 * first / mean, secondRate: 2 * (1 - first) / mean)
    } else {
      // Two phases of equal rate, the second taken with probability b: 1 − cs² = 2 b²/(1 + b)².
      let root = (2 * (1 - squaredVariation)).squareRoot()
      let continuing = min(1, root / (2 - root))
      let rate = (1 + continuing) / mean
      try self.init(firstProbability: 1, firstRate: rate, secondRate: rate, continuing: continuing)
    }
  }

  /// Mean, in seconds.
  public var mean: Double {
    let begun = firstProbability
    return begun / firstRate + (1 - begun + begun * continuing) / secondRate
  }

  /// Squared coefficient of variation.
  public var squaredVariation: Double {
    let (first, second) = (1 / firstRate, 1 / secondRate)
    let afterFirst = firstProbability * continuing
    let square =
      2 * firstProbability * first * first + 2 * afterFirst * first * second
      + 2 * (1 - firstProbability + afterFirst) * second * second
    return square / (mean * mean) - 1
  }
}
