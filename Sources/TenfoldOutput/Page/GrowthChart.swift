internal import TenfoldMaturity
internal import TenfoldModel

/// A drawing of when each constraint breaks, over the number of users: a bar for the range, a mark for the likely
/// value.
struct GrowthChart {
  private let constraints: [Constraint]
  private let usersNow: Double
  private let axis: UserAxis
  private let rowHeight = 26.0

  /// Draws the first of the constraints that growth breaks.
  init(constraints: [Constraint], usersNow: Double, atMost limit: Int = 12) {
    self.constraints = Array(constraints.filter { $0.breaksAtUsers != nil }.prefix(limit))
    self.usersNow = usersNow
    let broken = self.constraints.compactMap(\.breaksAtUsers)
    axis = UserAxis(
      from: min(usersNow, broken.map(\.low).filter { $0 > 0 }.min() ?? usersNow),
      to: max(usersNow, broken.map(\.high).max() ?? usersNow))
  }

  /// The drawing; nil when there is nothing to draw.
  var markup: String? {
    guard !constraints.isEmpty else { return nil }
    let height = Double(constraints.count) * rowHeight + 58
    var page = HTMLText()
    page.add(
      "<svg viewBox=\"0 0 1000 \(Int(height))\" role=\"img\" aria-label=\"Users at which each constraint breaks\">"
    )
    page.add(axis.markup(height: height, today: usersNow))
    for (index, constraint) in constraints.enumerated() {
      page.add(row(constraint, top: 32 + Double(index) * rowHeight))
    }
    page.add("</svg>")
    return page.text
  }

  private func row(_ constraint: Constraint, top: Double) -> String {
    guard let users = constraint.breaksAtUsers else { return "" }
    let from = axis.position(users.low)
    let width = max(2, axis.position(users.high) - from)
    let middle = UserAxis.spell(top + 10)
    let full = Wording.name(of: constraint)
    let name = full.count > 42 ? String(full.prefix(41)) + "…" : full
    let title = "\(full): \(QuantityText.users(users.likely)) \(Wording.userRange(users))"
    return """
      <g><title>\(HTMLText.escaped(title))</title>\
      <text x="\(UserAxis.spell(axis.left - 12))" y="\(UserAxis.spell(top + 14))" text-anchor="end">\(HTMLText.escaped(name))</text>\
      <rect class="bar" x="\(UserAxis.spell(from))" y="\(UserAxis.spell(top + 5))" width="\(UserAxis.spell(width))" height="10" rx="3"/>\
      <circle class="mark" cx="\(UserAxis.spell(axis.position(users.likely)))" cy="\(middle)" r="5"/></g>
      """
  }
}
