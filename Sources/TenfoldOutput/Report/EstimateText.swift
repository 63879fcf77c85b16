public import TenfoldModel

/// What a system takes at several scales, as text: every line with its formula.
public struct EstimateText: Sendable {
  private let style: TextStyle

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// Estimates of a system of a name, one after another.
  public func text(of estimates: [Estimate], name: String) -> String {
    var lines = [style.paint(name, .strong) + ": what it takes"]
    for estimate in estimates {
      lines += ["", style.paint("\(QuantityText.users(estimate.users))", .strong)]
      let width = estimate.lines.map(\.name.count).max() ?? 0
      for line in estimate.lines {
        let padding = String(repeating: " ", count: width - line.name.count)
        let value = Wording.value(line.value.likely, in: line.unit)
        let range = Wording.range(line.value, in: line.unit)
        lines += style.labeled(
          "  " + line.name, padding + value + (range.isEmpty ? "" : " " + range), column: line.name.count + 4)
        lines += style.labeled(
          "", "= \(line.formula)" + (line.isConvention ? " (a convention)" : ""), column: 6, role: .faint)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
