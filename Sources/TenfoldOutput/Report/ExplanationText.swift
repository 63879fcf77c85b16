public import TenfoldCatalog
public import TenfoldMaturity
internal import TenfoldModel

/// What stands behind an id of an answer, as text.
public struct ExplanationText: Sendable {
  let style: TextStyle

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// A rule: what counts as its evidence, what misleads, and what it is enough for.
  public func text(of rule: Rule) -> String {
    var lines = [style.paint(rule.id, .strong) + " \(rule.title)", ""]
    let cell = Ladder.cell(rule.dimension, level: rule.level)
    lines += labeled("Speaks for", "\(rule.dimension.name), level \(rule.level): \(cell?.title ?? "")")
    lines += labeled("Strength", Self.meaning(of: rule.strength))
    if !rule.parts.isEmpty { lines += labeled("Part", rule.parts.sorted().joined(separator: ", ")) }
    lines += labeled("Counts", rule.counts)
    lines += labeled("Misleads", rule.misleads)
    lines += labeled("Shown by", rule.shownBy.map(\.rawValue).sorted().joined(separator: ", "))
    return joined(lines)
  }

  /// A remedy: what it takes and what it gives up. What it buys is computed for each system.
  public func text(of remedy: RemedyFigures) -> String {
    var lines = [style.paint(remedy.id, .strong) + " \(remedy.name)", ""]
    lines += labeled(
      "Effort", "\(Wording.effort(remedy.effort.likely)) (\(Wording.spread(remedy.effort)) person-weeks)")
    lines += labeled(
      "Time", "\(QuantityText.duration(remedy.time.likely)) until it works")
    lines += labeled("To undo", remedy.reversibility)
    lines += labeled("Usual at", Self.scale(of: remedy) + " and more")
    lines += labeled("Risk", remedy.risk)
    lines += labeled("Gives up", remedy.tradeoff)
    let cells = Ladder.cells.filter { $0.remedies.contains(remedy.id) }.map { "\($0.shortID) \($0.title)" }
    if !cells.isEmpty { lines += labeled("Leads to", cells.joined(separator: "; ")) }
    lines += labeled("Buys", "computed for each system: tenfold analyze reads the changed system again")
    return joined(lines)
  }

  /// The load at which a remedy is usually needed first: `10 thousand users`.
  static func scale(of remedy: RemedyFigures) -> String {
    scales[min(max(remedy.scale, 1), scales.count) - 1]
  }

  private static let scales = ["100 users", "10 thousand users", "1 million users", "100 million users"]

  /// An assumed figure: its range, its grade and where it comes from.
  public func text(of entry: CatalogEntry) -> String {
    var lines = [style.paint(entry.id, .strong), ""]
    let range = "\(value(entry.low, entry.unit)) to \(value(entry.high, entry.unit))"
    lines += labeled("Assumed", "\(value(entry.likely, entry.unit)) (\(range))")
    lines += labeled("Grade", "\(entry.grade.rawValue): \(Self.meaning(of: entry.grade))")
    lines += labeled("Source", "\(entry.source) (\(entry.date))")
    return joined(lines)
  }

  /// A kind of constraint.
  public func text(of kind: ConstraintGlossary.Entry) -> String {
    var lines = [style.paint(kind.kind, .strong) + " (a constraint of \(kind.family.rawValue))", ""]
    lines += labeled("Means", kind.meaning)
    lines += labeled("Computed", kind.computation)
    return joined(lines)
  }

  /// A doubt about the input.
  public func text(of doubt: DiagnosticGlossary.Entry) -> String {
    var lines = [style.paint(doubt.id, .strong) + " (a doubt about what was read)", ""]
    lines += labeled("Means", doubt.meaning)
    lines += labeled("To do", doubt.remedy)
    return joined(lines)
  }

  private func value(_ value: Double, _ unit: String) -> String {
    Wording.value(value, in: unit)
  }

  func labeled(_ label: String, _ text: String) -> [String] {
    text.isEmpty ? [] : style.labeled(label, text, column: 12)
  }

  func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

  private static func meaning(of strength: Rule.Strength) -> String {
    switch strength {
    case .strong: "strong: enough alone"
    case .medium: "medium: needs one more"
    case .weak: "weak: supports, never decides"
    }
  }

  private static func meaning(of grade: Grade) -> String {
    switch grade {
    case .a: "measured, or an official price or limit document"
    case .b: "a vendor's or author's benchmark, a paper"
    case .c: "a secondary page"
    case .d: "a well-known document, recalled"
    case .e: "an expert's estimate"
    }
  }
}
