internal import TenfoldMaturity
internal import TenfoldModel

/// A drawing of when each constraint breaks, over the number of users: a bar for the range, a mark for the likely
/// value.
struct GrowthChart {
  private let constraints: [Constraint]
  private let usersNow: Double
  private let left = 300.0
  private let right = 980.0
  private let rowHeight = 26.0

  /// Draws the first of the constraints that growth breaks.
  init(constraints: [Constraint], usersNow: Double, atMost limit: Int = 12) {
    self.constraints = Array(constraints.filter { $0.breaksAtUsers != nil }.prefix(limit))
    self.usersNow = usersNow
  }

  /// The drawing; nil when there is nothing to draw.
  var markup: String? {
    guard !constraints.isEmpty else { return nil }
    let height = Double(constraints.count) * rowHeight + 58
    var page = HTMLText()
    page.add(
      "<svg viewBox=\"0 0 1000 \(Int(height))\" role=\"img\" aria-label=\"Users at which each constraint breaks\">"
    )
    for (users, name) in ticks {
      let x = Self.spell(position(users))
      page.add("<line class=\"grid\" x1=\"\(x)\" x2=\"\(x)\" y1=\"28\" y2=\"\(Int(height) - 26)\"/>")
      page.add(
        "<text class=\"axis\" x=\"\(x)\" y=\"\(Int(height) - 10)\" text-anchor=\"middle\">\(name)</text>")
    }
    let today = Self.spell(position(usersNow))
    page.add(
      "<line class=\"grid\" stroke-dasharray=\"4 3\" x1=\"\(today)\" x2=\"\(today)\" y1=\"22\" y2=\"\(Int(height) - 26)\"/>"
    )
    page.add("<text class=\"axis\" x=\"\(today)\" y=\"16\" text-anchor=\"middle\">today</text>")
    for (index, constraint) in constraints.enumerated() {
      page.add(row(constraint, top: 32 + Double(index) * rowHeight))
    }
    page.add("</svg>")
    return page.text
  }

  private func row(_ constraint: Constraint, top: Double) -> String {
    guard let users = constraint.breaksAtUsers else { return "" }
    let from = position(users.low)
    let width = max(2, position(users.high) - from)
    let middle = Self.spell(top + 10)
    let full = Wording.name(of: constraint)
    let name = full.count > 42 ? String(full.prefix(41)) + "…" : full
    let title = "\(full): \(QuantityText.users(users.likely)) \(Wording.userRange(users))"
    return """
      <g><title>\(HTMLText.escaped(title))</title>\
      <text x="\(Self.spell(left - 12))" y="\(Self.spell(top + 14))" text-anchor="end">\(HTMLText.escaped(name))</text>\
      <rect class="bar" x="\(Self.spell(from))" y="\(Self.spell(top + 5))" width="\(Self.spell(width))" height="10" rx="3"/>\
      <circle class="mark" cx="\(Self.spell(position(users.likely)))" cy="\(middle)" r="5"/></g>
      """
  }

  private var ticks: [(Double, String)] {
    let names = [
      (1, "1"), (2, "100"), (3, "1 K"), (4, "10 K"), (5, "100 K"), (6, "1 M"), (7, "10 M"), (8, "100 M"),
      (9, "1 B"), (10, "10 B"),
    ]
    return names.map { (power(10, Double($0.0)), $0.0 == 1 ? "10" : $0.1) }
      .filter { decade($0.0) >= lowest && decade($0.0) <= highest }
  }

  private var lowest: Double {
    let least = constraints.compactMap { $0.breaksAtUsers?.low }.filter { $0 > 0 }.min() ?? usersNow
    return decade(max(1, min(least, usersNow))).rounded(.down)
  }

  private var highest: Double {
    let most = constraints.compactMap { $0.breaksAtUsers?.high }.max() ?? usersNow
    return max(lowest + 2, min(10, decade(max(most, usersNow)).rounded(.up)))
  }

  private func decade(_ users: Double) -> Double { logarithm(max(users, 1)) / logarithm(10) }

  private func position(_ users: Double) -> Double {
    let part = (decade(users) - lowest) / (highest - lowest)
    return left + (right - left) * min(1, max(0, part))
  }

  /// A coordinate with one decimal.
  private static func spell(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
