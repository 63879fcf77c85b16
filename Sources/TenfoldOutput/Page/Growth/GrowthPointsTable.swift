internal import TenfoldModel

/// The solved points in rows: what the slider shows, for those without a script.
struct GrowthPointsTable {
  private let state: PageState
  private let curve: GrowthCurve

  init(_ state: PageState, _ curve: GrowthCurve) {
    self.state = state
    self.curve = curve
  }

  func add(to page: inout HTMLText) {
    page.details("The \(curve.points.count) solved loads in a table", id: "points", isOpen: true) { page in
      page.table(
        [
          "load", "users", "requests/s", "broken", "busiest part", "slowest journey's p99", "given up",
          "USD a month",
        ],
        curve.points.map(row))
    }
  }

  private func row(_ point: GrowthCurve.Point) -> [String] {
    let broken = state.limits.prefix { $0.users <= point.users }.count
    let busiest = point.utilizations.indices.max {
      (point.utilizations[$0] ?? -1) < (point.utilizations[$1] ?? -1)
    }
    let price = point.estimate.lines.last { $0.topic == "money" }
    let slowest: Double? =
      point.p99s.contains { $0 == nil } ? nil : point.p99s.compactMap(\.self).max()
    return [
      GrowthData.times(point, today: state.analysis.usersNow.likely), QuantityText.count(point.users),
      QuantityText.count(point.rate), "\(broken)", busiest.map { part(point, $0) } ?? "",
      GrowthData.p99(slowest),
      GrowthData.failed(point.failedShare), price.map { QuantityText.count($0.value.likely) } ?? "",
    ]
  }

  private func part(_ point: GrowthCurve.Point, _ index: Int) -> String {
    let share = point.utilizations[index]
    let busyness = Busyness(share, isBroken: false, planned: state.analysis.goal.plannedUtilization)
    return "\(HTMLText.escaped(curve.components[index])) \(busyness.text(of: share))"
  }
}
