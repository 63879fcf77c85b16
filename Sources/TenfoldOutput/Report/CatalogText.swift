public import TenfoldCatalog
internal import TenfoldModel

/// What is assumed where a system does not say, as a table.
public struct CatalogText: Sendable {
  private let style: TextStyle

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// The entries with ranges and sources, and how many are of each grade.
  public func text(of entries: [CatalogEntry]) -> String {
    var table = TextTable(["entry", "assumed", "range", "grade", "source"])
    for entry in entries {
      let range =
        entry.low < entry.high
        ? "\(Wording.value(entry.low, in: entry.unit)) to \(Wording.value(entry.high, in: entry.unit))" : ""
      table.add([
        entry.id, Wording.value(entry.likely, in: entry.unit), range, entry.grade.rawValue,
        "\(entry.source) (\(entry.date))",
      ])
    }
    let grades = Dictionary(grouping: entries, by: \.grade.rawValue).sorted { $0.key < $1.key }
      .map { "\($0.value.count) of grade \($0.key)" }.joined(separator: ", ")
    let note =
      "\(Wording.counted(entries.count, "figure")): \(grades). A is measured or official, B a benchmark or paper, C a "
      + "secondary page, D recalled, E an expert's estimate. A tenfold.yaml that states a number takes its place."
    return (table.lines(in: style) + [""] + style.labeled("", note, column: 0)).joined(separator: "\n") + "\n"
  }
}
