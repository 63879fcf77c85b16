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

/// A small generator of random numbers whose whole state is one word.
///
/// **Source.** Steele, Lea and Flood, OOPSLA 2014.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
