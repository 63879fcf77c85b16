/// A number ≥ 0 that neither overflows nor vanishes: `significand` times 2^(512 · `exponent`).
///
/// Normalizing constants of a thousand customers have thousands of digits before or behind the point; only their ratios
/// matter, and those are exact to the last digits here.
///
/// Invariant: the significand is 0, or lies in 2^−256 ..< 2^256.
struct ScaledNumber: Sendable {
  private(set) var significand: Double
  private(set) var exponent: Int

  private static let high = Double(sign: .plus, exponent: 256, significand: 1)
  private static let low = Double(sign: .plus, exponent: -256, significand: 1)
  private static let up = Double(sign: .plus, exponent: 512, significand: 1)
  private static let down = Double(sign: .plus, exponent: -512, significand: 1)

  static let zero = ScaledNumber(0)

  init(_ value: Double) {
    significand = value
    exponent = 0
    normalize()
  }

  private mutating func normalize() {
    guard significand != 0 else {
      exponent = 0
      return
    }
    while significand >= Self.high {
      significand *= Self.down
      exponent += 1
    }
    while significand < Self.low {
      significand *= Self.up
      exponent -= 1
    }
  }

  static func * (a: ScaledNumber, factor: Double) -> ScaledNumber {
    var result = a
    result.significand *= factor
    result.normalize()
    return result
  }

  static func * (a: ScaledNumber, b: ScaledNumber) -> ScaledNumber {
    var result = a
    result.significand *= b.significand
    result.exponent += b.exponent
    result.normalize()
    return result
  }

  static func += (a: inout ScaledNumber, b: ScaledNumber) {
    guard b.significand != 0 else { return }
    guard a.significand != 0 else {
      a = b
      return
    }
    if a.exponent == b.exponent {
      a.significand += b.significand
    } else if a.exponent == b.exponent + 1 {
      a.significand += b.significand * down
    } else if b.exponent == a.exponent + 1 {
      a.significand = a.significand * down + b.significand
      a.exponent = b.exponent
    } else if b.exponent > a.exponent {
      a = b
    }
    if a.significand >= high { a.normalize() }
  }

  /// This over another, as a number that is expected to be of usual size; `other` is not 0.
  func ratio(to other: ScaledNumber) -> Double {
    guard significand != 0 else { return 0 }
    let quotient = significand / other.significand
    switch exponent - other.exponent {
    case 0: return quotient
    case 1: return quotient * Self.up
    case -1: return quotient * Self.down
    case let difference: return difference > 0 ? .infinity : 0
    }
  }
}
