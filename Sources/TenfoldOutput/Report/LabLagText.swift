internal import TenfoldModel

/// How far consumers of messages were behind in one configuration of the lab, predicted beside measured, from its saved form.
package enum LabLagText {
  /// The lines of a table; none where no messages are handled.
  ///
  /// Ages and how many wait on average are the simulator's, the most messages and the time to catch up the solver's.
  ///
  /// - Parameter configuration: One member of `configurations` in the form of `Schemas/lab.schema.json`.
  package static func lines(of configuration: JSONValue) -> [String] {
    var table = TextTable(["Offered", "handled by", "", "age", "waiting", "most", "caught up in"])
    var hasRows = false
    for row in configuration["rows"]?.items ?? [] {
      let simulated = lags(of: row["simulated"])
      let measured = lags(of: row["measured"])
      let rate = row["offeredRequestsPerSecond"]?.number ?? 0
      for (index, lag) in (row["solved"]?["lags"]?.items ?? []).enumerated() {
        guard let consumer = lag["consumer"]?.string else { continue }
        hasRows = true
        let said = Figures(
          age: simulated[consumer]?["ageSeconds"]?.number, waiting: simulated[consumer]?["waiting"]?.number,
          most: lag["mostUnhandled"]?.number, catchUpTime: lag["catchUpSeconds"]?.number)
        table.add(
          [index == 0 ? QuantityText.rate(rate) : "", consumer, "predicted"] + said.cells(like: said))
        guard let seen = measured[consumer].map(Figures.init) else { continue }
        table.add(["", "", "measured"] + seen.cells(like: said))
        table.add(["", "", "off by"] + said.errors(against: seen))
      }
    }
    return hasRows ? ["Messages"] + table.lines(in: TextStyle(width: nil)).map { "  " + $0 } : []
  }

  private struct Figures {
    var age: Double?
    var waiting: Double?
    var most: Double?
    var catchUpTime: Double?

    init(age: Double?, waiting: Double?, most: Double?, catchUpTime: Double?) {
      (self.age, self.waiting, self.most, self.catchUpTime) = (age, waiting, most, catchUpTime)
    }

    init(_ lag: JSONValue) {
      self.init(
        age: lag["ageSeconds"]?.number, waiting: lag["waiting"]?.number, most: lag["mostUnhandled"]?.number,
        catchUpTime: lag["catchUpSeconds"]?.number)
    }

    /// What is told, where something was predicted that it can be held against, or nothing was broken.
    func cells(like said: Figures) -> [String] {
      [
        age.map(QuantityText.duration) ?? "", waiting.map { QuantityText.number($0) } ?? "",
        said.most == nil ? "" : most.map { QuantityText.number($0) } ?? "",
        said.catchUpTime == nil ? "" : catchUpTime.map(QuantityText.duration) ?? "not in time",
      ]
    }

    /// By which share of what was measured each prediction is higher.
    func errors(against seen: Figures) -> [String] {
      [
        error(age, seen.age), error(waiting, seen.waiting), error(most, seen.most),
        error(catchUpTime, seen.catchUpTime),
      ]
    }

    private func error(_ said: Double?, _ seen: Double?) -> String {
      guard let said, let seen, seen > 0 else { return "" }
      let percent = Int(max(-1e6, min(((said / seen - 1) * 100).rounded(), 1e6)))
      return (percent > 0 ? "+" : "") + "\(percent) %"
    }
  }

  private static func lags(of figures: JSONValue?) -> [String: JSONValue] {
    Dictionary(
      (figures?["lags"]?.items ?? []).compactMap { lag in lag["consumer"]?.string.map { ($0, lag) } }
    ) { first, _ in first }
  }
}
