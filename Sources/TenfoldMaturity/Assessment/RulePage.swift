import TenfoldModel

extension Rule {
  /// The rule's page, as `docs/rules` keeps it.
  public var page: String {
    let cell = Ladder.cell(dimension, level: level)
    let said =
      switch strength {
      case .strong: "Strong: enough alone for the cell, or for the part of it that it speaks for."
      case .medium: "Medium: needs one more of its kind."
      case .weak: "Weak: supports, and never decides."
      }
    let part = parts.isEmpty ? "" : " Speaks for: \(parts.sorted().joined(separator: ", "))."
    return """
      # \(id): \(title)

      Cell: \(dimension.name), level \(level) (\(cell?.title ?? "")). \(said)\(part)

      Shown by: \(shownBy.map(\.rawValue).sorted().joined(separator: ", ")).

      ## What counts

      \(counts)

      ## What misleads

      \(misleads)

      """
  }

  /// The page that lists every rule.
  public static var index: String {
    var text = """
      # Rules

      A rule is one kind of evidence for one cell of the ladder. A cell is reached when one strong rule or two
      medium rules hold for each part it needs, at evidence that is at least referenced from what is in use; a level
      is reached when its cell is and every lower one is too, or is superseded by it. Unknown is not absent: a rule
      whose class of files was not given is not assessed.

      These pages are written from the rules themselves (`make golden`).

      """
    for dimension in Dimension.allCases {
      for level in 1...4 {
        let cell = Ladder.cell(dimension, level: level)
        text += "\n## \(dimension.name), level \(level): \(cell?.title ?? "")\n\n"
        for rule in Maturity.rules where rule.dimension == dimension && rule.level == level {
          text += "- [\(rule.id)](\(rule.id).md) (\(rule.strength.rawValue)): \(rule.title)\n"
        }
      }
    }
    return text
  }
}
