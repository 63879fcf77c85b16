public import TenfoldModel

/// Two variants of a system run on the same random numbers, and the interval of their difference.
///
/// What both have in common varies alike in both and drops out of the difference, so that a small difference is seen
/// with few runs.
public struct PairedComparison: Sendable, Hashable {
  /// The second variant minus the first.
  public let difference: ConfidenceInterval
  /// Variance of the difference over that of independent runs; below 1 when common numbers helped.
  public let varianceRatio: Double

  /// Compares results of runs with the same numbers; both arrays have the same count ≥ 2.
  public init(_ first: [Double], _ second: [Double]) {
    precondition(first.count == second.count && first.count >= 2, "runs are compared in pairs")
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
    let differences = zip(first, second).map { $1 - $0 }
    let mean = differences.reduce(0, +) / Double(differences.count)
    difference = ConfidenceInterval(estimate: mean, batches: differences.map { [$0] })
    let independent = variance(first) + variance(second)
    varianceRatio = independent > 0 ? variance(differences) / independent : 1
  }
}
