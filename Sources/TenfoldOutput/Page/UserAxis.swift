internal import TenfoldModel

/// Numbers of users from left to right of a drawing 1000 units wide, on a logarithmic scale of whole decades.
struct UserAxis {
  /// Where the scale begins and ends, in the drawing's units.
  let left: Double
  let right = 980.0
  private let lowest: Double
  private let highest: Double

  /// A scale that holds all numbers between two; users, > 0.
  init(from least: Double, to most: Double, left: Double = 300) {
    self.left = left
    lowest = Self.decade(max(1, least)).rounded(.down)
    highest = max(lowest + 2, min(10, Self.decade(most).rounded(.up)))
  }

  /// Where a number of users stands; at an end of the scale for what lies beyond it.
  func position(_ users: Double) -> Double {
    let part = (Self.decade(users) - lowest) / (highest - lowest)
    return left + (right - left) * min(1, max(0, part))
  }

  /// The grid with its numbers, and where today is.
  func markup(height: Double, today: Double) -> String {
    let bottom = Int(height)
    var lines: [String] = []
    for exponent in Int(lowest)...Int(highest) {
      let x = Self.spell(position(power(10, Double(exponent))))
      lines.append("<line class=\"grid\" x1=\"\(x)\" x2=\"\(x)\" y1=\"28\" y2=\"\(bottom - 26)\"/>")
      lines.append(
        "<text class=\"axis\" x=\"\(x)\" y=\"\(bottom - 10)\" text-anchor=\"middle\">\(Self.names[exponent])</text>"
      )
    }
    let x = Self.spell(position(today))
    lines.append(
      "<line class=\"grid\" stroke-dasharray=\"4 3\" x1=\"\(x)\" x2=\"\(x)\" y1=\"22\" y2=\"\(bottom - 26)\"/>"
    )
    lines.append("<text class=\"axis\" x=\"\(x)\" y=\"16\" text-anchor=\"middle\">today</text>")
    return lines.joined(separator: "\n")
  }

  private static let names = [
    "1", "10", "100", "1 K", "10 K", "100 K", "1 M", "10 M", "100 M", "1 B", "10 B",
  ]

  private static func decade(_ users: Double) -> Double { logarithm(max(users, 1)) / logarithm(10) }

  /// A coordinate with one decimal.
  static func spell(_ value: Double) -> String {
    let tenths = Int((abs(value) * 10).rounded())
    let sign = value < 0 && tenths > 0 ? "-" : ""
    return sign + (tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)")
  }
}
