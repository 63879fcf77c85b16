internal import TenfoldModel

extension LabReport.Configuration {
  /// How far consumers of messages were behind, predicted beside measured: the rows of a table, its heading first.
  ///
  /// Ages and how many wait on average are the simulator's, the most messages and the time to catch up the solver's. Empty where
  /// no messages are handled.
  var messageRows: [[String]] {
    var table: [[String]] = []
    for row in rows {
      for (index, solved) in row.solved.lags.enumerated() {
        let simulated = row.simulated.lags.first { $0.consumer == solved.consumer }
        var said = solved
        (said.age, said.waiting) = (simulated?.age, simulated?.waiting)
        table.append(
          [index == 0 ? QuantityText.rate(row.offered) : "", said.consumer, "predicted"]
            + said.cells(like: said))
        guard let seen = row.measured?.figures.lags.first(where: { $0.consumer == said.consumer }) else {
          continue
        }
        table.append(["", "", "measured"] + seen.cells(like: said))
        table.append(["", "", "off by"] + said.errors(against: seen))
      }
    }
    return table.isEmpty
      ? [] : [["Messages", "handled by", "", "age", "waiting", "most", "caught up in"]] + table
  }
}

extension LabReport.Lag {
  /// What is told, of standing still only where that was predicted, since nothing was broken elsewhere.
  fileprivate func cells(like said: LabReport.Lag) -> [String] {
    [
      age.map(QuantityText.duration) ?? "", waiting.map { QuantityText.number($0) } ?? "",
      said.most == nil ? "" : most.map { QuantityText.number($0) } ?? "",
      said.catchUpTime == nil ? "" : catchUpTime.map(QuantityText.duration) ?? "not in time",
    ]
  }

  /// By which share of what was measured each prediction is higher.
  fileprivate func errors(against seen: LabReport.Lag) -> [String] {
    [
      LabReport.error(age, seen.age), LabReport.error(waiting, seen.waiting),
      LabReport.error(most, seen.most),
      LabReport.error(catchUpTime, seen.catchUpTime),
    ]
  }
}
