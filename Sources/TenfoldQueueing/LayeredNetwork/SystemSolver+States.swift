import TenfoldModel

/// Every state in which a system stays, and the loads between which a push lasts.
///
/// States are looked for from rest, from a push of all that is watched over, and from pushes of single components, the
/// busiest first. Between two stable states lies one that is not; it is not looked for.
///
/// **Source.** Bronson, Aghayev, Charapko and Zhu, HotOS 2021 (vulnerable and metastable states).
extension SystemSolver {
  static func addOtherStates(
    to result: inout Solution, beside rest: SystemState, _ reading: Reading, _ rate: Double
  ) throws(LayeredNetworkError) {
    var search = StateSearch(reading, rate: rate, beside: rest)
    try search.findStates()
    for (component, found) in search.found {
      let pushed = component >= 0 ? [reading.system.components[component].name] : []
      result.otherStates.append(state(found, pushed, reading, rate))
    }
    if !result.otherStates.isEmpty {
      let pushRate = ResilientSystem(reading: reading, rate: rate).chancePushRate(rest)
      if pushRate > 0 { result.chancePushInterval = 1 / pushRate }
    }
    if !search.isLarge || !search.found.isEmpty { result.vulnerableRates = try search.vulnerableRates() }
    if search.isCut {
      result.diagnostics.append(
        Diagnostic(
          .note, id: "TF-SOLVE-004",
          "the search for states after a push was cut short, since each takes long to find here: there may be "
            + "others, and loads between which a push lasts may reach further; simulate an outage to see whether one lasts"
        ))
    }
  }

  private static func state(
    _ state: SystemState, _ pushed: [String], _ reading: Reading, _ rate: Double
  ) -> Solution.State {
    let failed = state.failedShare(reading)
    let busiest = stations(state, reading, rate).max { $0.utilization < $1.utilization }
    let watched = state.effects.guards.indices.filter { state.effects.guards[$0] != nil }
    let calls = watched.reduce(0) { $0 + state.callRate($1, reading) }
    let sent = watched.reduce(0) { $0 + state.callRate($1, reading) * (state.effects.calls[$1]?.copies ?? 1) }
    return Solution.State(
      pushed: pushed, goodput: rate * (1 - failed), failedShare: failed,
      copiesPerCall: calls > 0 ? sent / calls : 1, busiestStation: busiest?.name ?? "",
      utilization: busiest?.utilization ?? 0)
  }
}
