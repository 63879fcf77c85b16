public import TenfoldModel

/// Writes a ``TenfoldModel/System`` as a `tenfold.yaml` that a person likes to edit.
public enum DescriptionWriter {
  /// What becomes of what is not known.
  public enum Unknowns: Sendable {
    /// A commented line says what would tell it.
    case marked
    /// It is left out.
    case omitted
  }

  /// The description of `system`.
  ///
  /// Reading it gives the same system up to the places numbers were written at; components are in the order
  /// of the sections, gateways before services before stores.
  public static func text(of system: System, unknowns: Unknowns = .marked) -> String {
    guard case .map(let sections, _, _) = SystemKeys.table.tree(of: system) else { return "" }
    var lines: [String] = []
    for (index, section) in sections.enumerated() {
      if index > 1 { lines.append("") }
      var text = DescriptionText(marksUnknown: unknowns == .marked)
      text.add(.map([section]), indent: 0)
      lines += text.lines
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
