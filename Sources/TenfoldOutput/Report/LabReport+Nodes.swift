internal import TenfoldModel

extension LabReport.Configuration {
  /// Busy share of every node, as solved beside measured: the rows of a table, its heading first.
  ///
  /// Empty where there is one node, of which the other table tells, or none.
  var nodeRows: [[String]] {
    let names = Set(
      rows.flatMap { $0.solved.nodes.map(\.name) + ($0.measured?.figures.nodes.map(\.name) ?? []) }
    ).sorted()
    guard names.count > 1 else { return [] }
    var table = [["Busy", ""] + names]
    for row in rows {
      table.append([QuantityText.rate(row.offered), "solved"] + row.solved.shares(of: names))
      if let measured = row.measured {
        table.append(["", "measured"] + measured.figures.shares(of: names))
      }
    }
    return table
  }
}

extension LabReport.Figures {
  fileprivate func shares(of names: [String]) -> [String] {
    names.map { name in nodes.first { $0.name == name }.map { QuantityText.share($0.utilization) } ?? "" }
  }
}
