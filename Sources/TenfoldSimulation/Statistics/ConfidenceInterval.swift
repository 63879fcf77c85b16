public import TenfoldModel

extension ConfidenceInterval {
  /// The confidence that every interval of this module is made for.
  public static var confidence: Double { 0.99 }

  /// The interval around `estimate` that the spread of `batches` gives.
  ///
  /// Student's interval with one degree of freedom less than batches. Batches that follow each other in one run are
  /// alike when they are short: their correlation *r* with the next one, where positive, makes n of them worth as much
  /// as n (1 − r) / (1 + r) independent ones, as in a series of autoregression of order one. The estimate of *r* is
  /// corrected for its bias, about −(1 + 4r) / n.
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
    let isSeries = batches.contains { $0.count > 1 }
    let raw = variance > 0 && isSeries ? neighbours / (variance * (count - 1)) : -1
    let correlation = min(0.9, max(0, (count * raw + 1) / max(1, count - 4)))
    let inflation = (1 + correlation) / (1 - correlation)
    let degrees = max(1, count / inflation - 1)
    let quantile = StudentDistribution.quantile((1 + confidence) / 2, degrees: degrees)
    halfWidth = quantile * (variance * inflation / count).squareRoot()
  }
}
