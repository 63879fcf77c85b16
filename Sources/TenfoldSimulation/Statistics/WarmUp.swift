internal import TenfoldModel

/// How much of the beginning of runs still depends on how they began.
///
/// The runs are averaged, slice by slice, as Welch did by eye; the last half of that series says what is usual.
/// Slices are left out from the start for as long as the next one lies outside of what one more slice of the last half
/// would be expected in. What remains of the beginning's influence is then less than the noise of a slice, which is
/// a small part of the interval: a bias of at most 3 standard deviations of a slice over their number.
///
/// MSER-5, which was here before, leaves out whatever makes the standard error of the rest the least. At loads near 1
/// that is whatever was busy by chance: of a queue at 0.99 it left out the longest waits in 6 runs of 6.
///
/// **Source.** Welch, in Lavenberg (ed.), Computer Performance Modeling Handbook, 1983, for the average over runs; the
/// prediction interval is that of any textbook.
enum WarmUp {
  /// Probability that a slice like those of the last half is left out.
  static var risk: Double { 0.01 }

  /// Slices to leave out; never more than half of them.
  ///
  /// - Parameter runs: A number for each slice of each run, such as the mean response time.
  static func slices(of runs: [[Double]]) -> Int {
    let count = runs.map(\.count).min() ?? 0
    guard count >= 8 else { return 0 }
    let series = (0..<count).map { slice in
      runs.reduce(0) { $0 + $1[slice] } / Double(runs.count)
    }
    let usual = series[(count / 2)...]
    let size = Double(usual.count)
    let mean = usual.reduce(0, +) / size
    let variance = usual.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (size - 1)
    let quantile = StudentDistribution.quantile(1 - risk / 2, degrees: size - 1)
    let reach = quantile * (variance * (1 + 1 / size)).squareRoot()
    // What differs by rounding alone does not differ.
    let least = max(reach, 1e-9 * abs(mean))
    return series[..<(count / 2)].firstIndex { abs($0 - mean) <= least } ?? count / 2
  }
}
