/// Rows of cells in columns as wide as their widest cell; the first row is the heading.
package struct TextTable {
  private var rows: [[String]]

  /// Makes a table with a heading.
  init(_ heading: [String]) {
    rows = [heading]
  }

  /// Takes rows that are there already, the heading first.
  package init(rows: [[String]]) { self.rows = rows }

  /// Adds a row.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The table's lines, without blanks at their ends.
  package func lines(in style: TextStyle) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.enumerated().map { index, row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        line += cell + (isLast ? "" : String(repeating: " ", count: widths[column] - cell.count + 2))
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return index == 0 ? style.paint(line, .strong) : line
    }
  }
}
