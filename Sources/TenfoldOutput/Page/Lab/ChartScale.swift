internal import TenfoldModel

/// A scale of a chart between round numbers: 1, 2 and 5 times powers of ten.
struct ChartScale {
  /// Where it begins and ends.
  let lowest: Double
  let highest: Double
  /// Numbers that are written beside it.
  let ticks: [Double]
  private let isLogarithmic: Bool

  private static let mostTicks = 6

  /// A scale that holds some numbers; what is not finite, and on a logarithmic scale what is not above 0, has no place on it.
  ///
  /// - Parameter isLogarithmic: Whether equal ratios are equally far apart; otherwise the scale begins at 0.
  init(covering values: [Double], isLogarithmic: Bool) {
    self.isLogarithmic = isLogarithmic
    let usable = values.filter { (1e-12...1e12).contains($0) }
    let (least, most) = (usable.min() ?? 1, usable.max() ?? 1)
    if isLogarithmic {
      let exponents = Int(Self.exponent(least))...Int(Self.exponent(most)) + 1
      let round = exponents.flatMap { exponent in [1, 2, 5].map { $0 * power(10, Double(exponent)) } }
      // A rounding error of the power must not push a bound beyond the number that it is.
      let first = round.lastIndex { $0 <= least * (1 + 1e-9) } ?? 0
      let last = round.indices.first { $0 > first && round[$0] >= most * (1 - 1e-9) } ?? round.count - 1
      (lowest, highest) = (round[first], round[last])
      let isCrowded = last - first >= Self.mostTicks
      ticks = (first...last).filter { !isCrowded || $0 % 3 == 0 }.map { round[$0] }
    } else {
      let exponent = Self.exponent(most / Double(Self.mostTicks - 1))
      let steps = [1, 2, 5, 10].map { $0 * power(10, exponent) }
      let step = steps.first { most <= $0 * Double(Self.mostTicks - 1) } ?? most
      let count = max(1, Int((most / step - 1e-9).rounded(.up)))
      lowest = 0
      highest = Double(count) * step
      ticks = (0...count).map { Double($0) * step }
    }
  }

  /// The place of a number from 0 at the beginning to 1 at the end; nil where it has none.
  func part(of value: Double) -> Double? {
    guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
    let part =
      isLogarithmic
      ? logarithm(value / lowest) / logarithm(highest / lowest) : (value - lowest) / (highest - lowest)
    return part > -1e-9 && part < 1 + 1e-9 ? min(1, max(0, part)) : nil
  }

  private static func exponent(_ value: Double) -> Double {
    (logarithm(value) / logarithm(10) + 1e-9).rounded(.down)
  }
}
