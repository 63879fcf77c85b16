internal import TenfoldModel

/// Points spread evenly over the unit cube, whatever its dimension: every coordinate hits every stratum once.
///
/// **Source.** McKay, Beckman and Conover, Technometrics 21(2), 1979.
struct LatinHypercube {
  /// The points, each of `dimensions` coordinates in 0...1.
  let points: [[Double]]

  /// Makes `count` points; the same seed gives the same points.
  init(count: Int, dimensions: Int, seed: UInt64) {
    var generator = SplitMix64(state: seed)
    var points = [[Double]](repeating: [Double](repeating: 0, count: dimensions), count: count)
    var strata = Array(0..<count)
    for dimension in 0..<dimensions {
      for index in stride(from: count - 1, to: 0, by: -1) {
        strata.swapAt(index, Int(generator.next() % UInt64(index + 1)))
      }
      for index in 0..<count {
        points[index][dimension] = (Double(strata[index]) + generator.unit()) / Double(count)
      }
    }
    self.points = points
  }
}
