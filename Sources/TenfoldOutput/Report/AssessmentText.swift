internal import TenfoldMaturity
public import TenfoldModel

/// How mature a system is, as text: per dimension the level, its evidence, and what the next level lacks.
public struct AssessmentText: Sendable {
  private let style: TextStyle

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// The levels of a system of a name.
  public func text(of assessment: Assessment, name: String) -> String {
    var lines = style.labeled("Maturity", Wording.vector(of: assessment))
    lines += Wording.heldBack(assessment).map { style.labeled("", $0) } ?? []
    for dimension in Dimension.allCases {
      guard let level = assessment.levels[dimension] else { continue }
      lines += [""] + text(of: level, dimension)
    }
    return style.paint(name, .strong) + "\n" + lines.joined(separator: "\n") + "\n"
  }

  private func text(of level: DimensionLevel, _ dimension: Dimension) -> [String] {
    let title = level.level.flatMap { Ladder.cell(dimension, level: $0)?.title }
    let reached = level.level.map { "\($0) of 4" } ?? "not assessed"
    var lines = [
      style.paint(dimension.name, .strong) + " \(reached)" + (title.map { ", \($0)" } ?? "")
    ]
    if let note = level.note { lines += style.labeled("", note, column: 2) }
    lines += list("found", level.evidence, role: .good)
    lines += list("lacks", level.missing, role: .doubtful)
    return lines
  }

  private func list(_ label: String, _ findings: [DimensionLevel.Finding], role: TextStyle.Role) -> [String] {
    findings.prefix(6).enumerated().flatMap { index, finding in
      style.labeled(
        index == 0 ? "  \(label)" : "", "\(finding.rule): \(Wording.text(of: finding))", column: 9)
    } + (findings.count > 6 ? ["         and \(findings.count - 6) more (--json)"] : [])
  }
}
