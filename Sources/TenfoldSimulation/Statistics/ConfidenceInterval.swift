public import TenfoldModel

extension ConfidenceInterval {
  /// The confidence that every interval of this module is made for.
  public static var confidence: Double { 0.99 }

  /// The interval around `estimate` that the spread of `batches` gives.
  ///
  /// Student's interval with one degree of freedom less than batches. Batches that follow each other in one run are
  /// alike when they are short: their correlation with the next one, where positive, widens the interval as for a
  /// series of autoregression of order one, by √((1 + r) / (1 − r)).
  ///
  /// - Parameters:
  ///   - estimate: The estimate from all data.
  ///   - batches: The estimate from each batch, by run, in order.
  ///   - confidence: Probability that the interval holds the true value, in 0..<1.
  public init(estimate: Double, batches: [[Double]], confidence: Double = Self.confidence) {
    self.init(estimate: estimate, halfWidth: .infinity)
    let all = batches.joined().filter(\.isFinite)
    guard all.count > 1 else { return }
    let count = Double(all.count)
    let mean = all.reduce(0, +) / count
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    var neighbours = 0.0
    for run in batches {
      for (one, next) in zip(run, run.dropFirst()) where one.isFinite && next.isFinite {
        neighbours += (one - mean) * (next - mean)
      }
    }
    let correlation = variance > 0 ? min(0.9, max(0, neighbours / (variance * (count - 1)))) : 0
    let inflation = (1 + correlation) / (1 - correlation)
    let quantile = StudentDistribution.quantile((1 + confidence) / 2, degrees: count - 1)
    halfWidth = quantile * (variance * inflation / count).squareRoot()
  }
}
