import TenfoldModel

/// A transaction across services as steps in order, undone by compensations when one fails.
public struct Saga: Sendable, Hashable {
  /// Probability that each step succeeds, in order.
  public let stepSuccess: [Double]

  /// Makes a saga.
  ///
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for a probability outside 0...1.
  public init(stepSuccess: [Double]) throws(QueueingError) {
    for (index, value) in stepSuccess.enumerated() {
      try Check.share(value, "probability of success", at: "saga step \(index + 1)")
    }
    self.stepSuccess = stepSuccess
  }

  /// Probability that all steps succeed.
  public var success: Double { stepSuccess.reduce(1, *) }

  /// Mean number of compensations per saga: when step i fails the i − 1 before it are undone.
  public var expectedCompensations: Double {
    var (reached, sum) = (1.0, 0.0)
    for (index, value) in stepSuccess.enumerated() {
      sum += reached * (1 - value) * Double(index)
      reached *= value
    }
    return sum
  }
}
