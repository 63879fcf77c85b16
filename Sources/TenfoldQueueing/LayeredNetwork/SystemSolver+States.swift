import TenfoldModel

/// Every state in which a system stays, and the loads between which a push lasts.
///
/// States are looked for from rest, from a push of all that is watched over, and from pushes of single components, the
/// busiest first. Between two stable states lies one that is not; it is not looked for.
///
/// **Source.** Bronson, Aghayev, Charapko and Zhu, HotOS 2021 (vulnerable and metastable states).
extension SystemSolver {
  /// Entries times passes of the layers at rest from which on a system is large: each state takes long, so that fewer are
  /// looked for. Sixty operations without pools are, and fewer where pools take many passes to settle.
  private static let largeWork = 240

  private static func isLarge(_ rest: SystemState, _ reading: Reading) -> Bool {
    reading.system.operations.count >= 60
      || rest.layered.network.entries.count * rest.solution.passes > largeWork
  }

  static func addOtherStates(
    to result: inout Solution, beside rest: SystemState, _ reading: Reading, _ rate: Double
  ) throws(LayeredNetworkError) {
    var resilient = ResilientSystem(reading: reading, rate: rate)
    let isLarge = Self.isLarge(rest, reading)
    if isLarge { (resilient.tolerance, resilient.passLimit) = (1e-4, 40) }
    var known = [rest]
    let pushed = try resilient.afterPush(on: nil, rest: rest)
    let single = pushes(rest, reading)
    if single.count > 1 {
      for component in single.prefix(isLarge ? 2 : 6) {
        let found = try resilient.afterPush(on: [component], rest: rest)
        guard known.allSatisfy({ found.differs(from: $0, reading) }) else { continue }
        known.append(found)
        result.otherStates.append(
          state(found, [reading.system.components[component].name], reading, rate))
      }
    }
    if known.allSatisfy({ pushed.differs(from: $0, reading) }) {
      result.otherStates.append(state(pushed, [], reading, rate))
    }
    if !result.otherStates.isEmpty {
      let pushRate = resilient.chancePushRate(rest)
      if pushRate > 0 { result.chancePushInterval = 1 / pushRate }
    }
    let isVulnerable = pushed.differs(from: rest, reading)
    guard isVulnerable || !isLarge else { return }
    result.vulnerableRates = try vulnerableRates(
      reading, rate, isVulnerable: isVulnerable, isLarge: isLarge)
  }

  /// Components called under watch, the busiest first.
  private static func pushes(_ rest: SystemState, _ reading: Reading) -> [Int] {
    var busy: [Int: Double] = [:]
    for (call, guarded) in rest.effects.guards.enumerated() where guarded != nil {
      let component = reading.system.operations[reading.system.calls[call].to].component
      guard component >= 0 else { continue }
      let station = reading.primaryStation[component]
      busy[component] =
        station >= 0 ? rest.solution.processors[rest.layered.processorOfStation[station]].utilization : 0
    }
    return busy.keys.sorted { (busy[$1]!, $0) < (busy[$0]!, $1) }
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

  // MARK: Borders

  /// Loads at which the states after rest and after a push of all differ, by scanning and bracketing.
  ///
  /// A range narrower than a step of the scan, a sixteenth of the load that saturates a station (an eighth
  /// for large systems), may be missed.
  static func vulnerableRates(
    _ reading: Reading, _ rate: Double, isVulnerable: Bool, isLarge: Bool
  ) throws(LayeredNetworkError) -> ClosedRange<Double>? {
    let saturation = reading.stations.map(\.saturationRate).min() ?? .infinity
    guard saturation.isFinite, saturation > 0 else { return nil }
    let (steps, halvings) = isLarge ? (8, 5) : (16, 9)
    func lasts(_ rate: Double) throws(LayeredNetworkError) -> Bool {
      var resilient = ResilientSystem(reading: reading, rate: rate)
      (resilient.tolerance, resilient.passLimit) = (1e-4, 40)
      let rest = try resilient.atRest()
      return try resilient.afterPush(on: nil, rest: rest).differs(from: rest, reading)
    }
    var grid = (1...steps).map { saturation * (Double($0) - 0.02) / Double(steps) }
    var found = try grid.map { load throws(LayeredNetworkError) in try lasts(load) }
    if isVulnerable, let place = grid.firstIndex(where: { $0 > rate }) {
      grid.insert(rate, at: place)
      found.insert(true, at: place)
    }
    guard let first = found.firstIndex(of: true), let last = found.lastIndex(of: true) else { return nil }
    func border(_ inside: Double, _ outside: Double) throws(LayeredNetworkError) -> Double {
      var (inside, outside) = (inside, outside)
      for _ in 0..<halvings {
        let middle = (inside + outside) / 2
        if try lasts(middle) { inside = middle } else { outside = middle }
      }
      return inside
    }
    let lower = try border(grid[first], first > 0 ? grid[first - 1] : 0)
    let upper = try border(grid[last], last + 1 < grid.count ? grid[last + 1] : saturation * 1.02)
    return lower...max(lower, upper)
  }
}
