import TenfoldModel

/// When a failed request is tried again.
public struct RetryPolicy: Sendable, Hashable {
  /// Further attempts after the first, r; ≥ 0.
  public let retries: Int
  /// Most retries per first attempt over all requests, for instance 0.1; nil without a budget.
  public let budget: Double?

  /// Makes a policy.
  ///
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for a negative value.
  public init(retries: Int, budget: Double? = nil) throws(QueueingError) {
    try Check.count(retries, atLeast: 0, "number of retries", at: "retry policy")
    if let budget { try Check.atLeast(0, budget, "retry budget", at: "retry policy") }
    self.retries = retries
    self.budget = budget
  }

  /// Mean attempts per request when each fails with a probability on its own: 1 + p + … + p^r, within the budget.
  public func attempts(failure: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for _ in 0..<retries {
      term *= failure
      sum += term
      if term < 1e-18 { break }
    }
    return min(sum, 1 + (budget ?? .infinity))
  }

  /// Most attempts per request, when all fail.
  public var greatestAttempts: Double { attempts(failure: 1) }

  /// Attempts at the last of so many tiers that each retry on their own: they multiply.
  ///
  /// - Parameters:
  ///   - failure: Probability that an attempt fails, at every tier.
  ///   - tiers: Tiers of callers; ≥ 0.
  public func attempts(failure: Double, tiers: Int) -> Double {
    power(attempts(failure: failure), Double(tiers))
  }
}
