public import TenfoldMaturity
internal import TenfoldModel

/// The ladder as text: its table, or one of its cells.
public struct LadderText: Sendable {
  private let style: TextStyle

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// The table of scales and dimensions, each cell with its short id.
  public func table() -> String {
    var lines = [style.paint("The ladder: what a system of services is like at each scale", .strong), ""]
    let longest = Dimension.allCases.map(\.name.count).max() ?? 0
    for scale in Ladder.scales {
      lines.append(
        style.paint("\(scale.name) users", .strong) + ", \(QuantityText.rate(scale.rate))")
      for dimension in Dimension.allCases {
        guard let cell = Ladder.cell(dimension, level: scale.level) else { continue }
        let padding = String(repeating: " ", count: longest - dimension.name.count + 2)
        lines.append("  \(cell.shortID)  \(dimension.name)\(padding)\(cell.title)")
      }
      lines.append("")
    }
    lines += wrapped("Requests/s are 0.1 per user: a convention, not a measurement (--requests-per-user).")
    lines += wrapped("tenfold ladder CELL explains a cell, such as D3, deployment-3 or canary.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What one cell means, how it is recognised, modelled and reached.
  public func text(of cell: LadderCell) -> String {
    let users = Ladder.scales.first { $0.level == cell.level }?.name ?? ""
    var lines = [
      style.paint("\(cell.shortID) \(cell.title)", .strong)
        + " (\(cell.dimension.name), level \(cell.level), about \(users) users; \(cell.id))", "",
    ]
    lines += style.labeled("Means", cell.meaning, column: 12)
    for (index, rule) in cell.rules.enumerated() {
      lines += style.labeled(
        index == 0 ? "Recognised" : "", "\(rule.id) (\(rule.strength.rawValue)): \(rule.title)", column: 12)
    }
    lines += style.labeled("Needs", cell.needs, column: 12)
    lines += style.labeled("Modelled", cell.model, column: 12)
    lines += style.labeled("Reached by", cell.remedies.joined(separator: ", "), column: 12)
    return lines.joined(separator: "\n") + "\n"
  }

  private func wrapped(_ text: String) -> [String] {
    style.width.map { Wrapping.lines(text, width: $0) } ?? [text]
  }
}
