internal import TenfoldModel

/// Draws keys by their popularity: rank k of n with a share in proportion to k^(−exponent).
///
/// Needs no table, so a billion keys cost what ten cost. Rejection inversion: a number under the curve x^(−exponent) is
/// inverted and rounded to a rank; it is drawn again where the rounding would favour the rank.
///
/// - Complexity: O(1) a draw, seldom more than one try.
///
/// **Source.** Hörmann and Derflinger, ACM Transactions on Modeling and Computer Simulation 6(3), 1996.
struct ZipfSampler: BitwiseCopyable, Sendable {
  /// Keys.
  let keyCount: Double
  private let exponent: Double
  /// Area under the curve up to the first rank's end and to the last rank's.
  private let first: Double
  private let last: Double
  /// Numbers no farther than this above their rank's middle need no second look.
  private let squeeze: Double

  /// Makes a sampler of `keyCount` ≥ 1 keys with `exponent` ≥ 0.
  init(keyCount: Double, exponent: Double) {
    self.keyCount = max(1, keyCount.rounded())
    self.exponent = exponent
    first = Self.area(1.5, exponent) - 1
    last = Self.area(self.keyCount + 0.5, exponent)
    squeeze = 2 - Self.inverse(Self.area(2.5, exponent) - power(2, -exponent), exponent)
  }

  /// A key, numbered from 0, the most popular.
  @inline(__always)
  func draw(_ stream: inout RandomStream) -> Int64 {
    if exponent == 0 { return Int64(stream.unit() * keyCount) }
    while true {
      let area = last + stream.unit() * (first - last)
      let x = Self.inverse(area, exponent)
      let rank = min(max((x + 0.5).rounded(.down), 1), keyCount)
      if rank - x <= squeeze || area >= Self.area(rank + 0.5, exponent) - power(rank, -exponent) {
        return Int64(rank) &- 1
      }
    }
  }

  /// ∫ x^(−exponent) from 1 to x, exact also where the exponent is near 1.
  private static func area(_ x: Double, _ exponent: Double) -> Double {
    let log = logarithm(x)
    let scaled = (1 - exponent) * log
    return abs(scaled) > 1e-8 ? log * exponentialMinusOne(scaled) / scaled : log * (1 + scaled / 2)
  }

  /// The x up to which the area is `area`.
  private static func inverse(_ area: Double, _ exponent: Double) -> Double {
    let scaled = max(area * (1 - exponent), -1 + 1e-15)
    let log = abs(scaled) > 1e-8 ? logarithmOfOnePlus(scaled) / scaled : 1 - scaled / 2
    return exponential(log * area)
  }
}
