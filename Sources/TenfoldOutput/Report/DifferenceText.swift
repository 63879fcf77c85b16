/// What changed from one result to another, as text.
package struct DifferenceText: Sendable {
  private let style: TextStyle
  private static let mostLimits = 10

  /// Lays out for a style.
  package init(style: TextStyle) {
    self.style = style
  }

  /// The change in a sentence, then every number that changed.
  package func text(of difference: Difference) -> String {
    let name =
      difference.old.system == difference.new.system
      ? difference.new.system : "\(difference.old.system) -> \(difference.new.system)"
    var lines = style.labeled(name + ":", difference.summary, column: name.count + 2)
    let rows = DifferenceTable.rows(of: difference, atMost: Self.mostLimits)
    if !rows.isEmpty {
      var table = TextTable(["", "before", "after"])
      for row in rows { table.add(row) }
      lines += [""] + table.lines(in: style)
    }
    lines += DifferenceTable.rest(of: difference, atMost: Self.mostLimits).map { ["", $0] } ?? []
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The numbers of a difference as rows that every rendering shows.
enum DifferenceTable {
  /// What changed, before and after: measures, then limits.
  static func rows(of difference: Difference, atMost limit: Int) -> [[String]] {
    let (old, new) = (difference.old, difference.new)
    let measures = difference.measures.map {
      [$0.title, $0.text($0.value(in: old)), $0.text($0.value(in: new))]
    }
    let first = [old, new].map { $0.firstLimit()?.name ?? "none" }
    let firstRow = first[0] == first[1] ? [] : [["first limit"] + first]
    let limits = difference.limits.prefix(limit).map {
      ["limit: \($0.name)", Difference.text($0.before), Difference.text($0.after)]
    }
    return measures + firstRow + limits
  }

  /// How many limits moved besides those shown; nil for none.
  static func rest(of difference: Difference, atMost limit: Int) -> String? {
    let rest = difference.limits.count - limit
    return rest > 0 ? "and \(Wording.counted(rest, "more limit")) (--json)" : nil
  }
}
