import TenfoldModel

/// Looks for every state in which a system stays, and for the loads between which a push lasts.
///
/// More load, more copies and more failures never make anything faster, so passes from below and from above enclose all
/// states: where a push of everything ends at rest, every push does, and where one lasts at no load, it lasts at no
/// smaller one. Breakers, which send less when more fails, are the exception; states that only they make may be missed.
///
/// **Source.** Tarski, Pacific Journal of Mathematics 5(2), 1955 (least and greatest fixed points of what is monotone).
struct StateSearch {
  let reading: Reading
  /// Requests per second to the system.
  let rate: Double
  /// The state at rest at that load.
  let rest: SystemState
  /// True where each state takes long, so that fewer are looked for.
  let isLarge: Bool
  /// What may still be spent, in the unit of ``SystemState/work``.
  private(set) var workLeft: Double
  /// True when the search ended before all was looked at.
  private(set) var isCut = false
  /// States besides the one at rest, with the component whose push leads there; -1 for all.
  private(set) var found: [(pushed: Int, state: SystemState)] = []
  /// The state at rest of the last load at which a push lasts and hardly anything fails without one.
  private var leastHealthy: SystemState?

  /// Work of one search: some tenths of a second.
  static let workLimit = 100_000.0
  /// Entries times passes of the layers at rest from which on a system is large. Sixty operations without pools are, and
  /// fewer where pools take many passes to settle.
  private static let largeWork = 240

  init(_ reading: Reading, rate: Double, beside rest: SystemState, workLimit: Double = Self.workLimit) {
    self.reading = reading
    self.rate = rate
    self.rest = rest
    workLeft = workLimit
    isLarge =
      reading.system.operations.count >= 60
      || rest.layered.network.entries.count * rest.solution.passes > Self.largeWork
  }

  // MARK: States

  /// Finds the states that pushes lead to: of all that is watched over, and of the busiest components.
  mutating func findStates() throws(LayeredNetworkError) {
    guard let pushed = try push(on: nil, from: rest, isRough: isLarge), pushed.differs(from: rest, reading)
    else { return }
    let single = pushable(in: pushed)
    if single.count > 1 {
      for component in single.prefix(isLarge ? 2 : 6) {
        guard let state = try push(on: [component], from: rest, isRough: isLarge) else { break }
        if isNew(state) { found.append((component, state)) }
      }
    }
    if isNew(pushed) { found.append((-1, pushed)) }
  }

  private func isNew(_ state: SystemState) -> Bool {
    state.differs(from: rest, reading) && found.allSatisfy { state.differs(from: $0.state, reading) }
  }

  /// Components called under watch whose calls go otherwise than at rest, the busiest at rest first.
  private func pushable(in pushed: SystemState) -> [Int] {
    var busy: [Int: Double] = [:]
    for (call, guarded) in rest.effects.guards.enumerated() where guarded != nil {
      let component = reading.system.operations[reading.system.calls[call].to].component
      guard component >= 0, pushed.effects.differs(from: rest.effects, at: call) else { continue }
      let station = reading.primaryStation[component]
      busy[component] =
        station >= 0 ? rest.solution.processors[rest.layered.processorOfStation[station]].utilization : 0
    }
    return busy.keys.sorted { (busy[$1]!, $0) < (busy[$0]!, $1) }
  }

  /// The state after a push; nil when all that may be spent is.
  private mutating func push(
    on components: Set<Int>?, from rest: SystemState, isRough: Bool
  ) throws(LayeredNetworkError) -> SystemState? {
    guard !isCut else { return nil }
    let state = try system(at: rest.rate, isRough).afterPush(on: components, rest: rest)
    spend(state)
    return isCut ? nil : state
  }

  private func system(at rate: Double, _ isRough: Bool) -> ResilientSystem {
    var resilient = ResilientSystem(reading: reading, rate: rate)
    resilient.workLimit = workLeft
    if isRough { (resilient.tolerance, resilient.passLimit) = (1e-4, 40) }
    return resilient
  }

  private mutating func spend(_ state: SystemState) {
    workLeft -= state.work
    if workLeft <= 0 { isCut = true }
  }

  // MARK: Loads

  /// What rest and a push lead to at a load.
  private enum Fate {
    /// To the same, in which hardly anything fails: so it is at every smaller load.
    case healthy
    /// To the same, in which something fails.
    case failing
    /// To two states.
    case vulnerable
  }

  /// - Parameter healthy: A state at rest of a greater load in which hardly anything fails, so that nothing does here either.
  private mutating func fate(
    at load: Double, below healthy: SystemState? = nil
  ) throws(LayeredNetworkError) -> Fate? {
    guard !isCut else { return nil }
    var alone = healthy
    if alone == nil {
      let found = try system(at: load, true).atRest()
      spend(found)
      alone = found
    }
    guard var alone else { return nil }
    alone.rate = load
    guard let pushed = try push(on: nil, from: alone, isRough: true) else { return nil }
    let isHealthy = !alone.effects.differs(from: ResilienceEffects(reading), reading)
    guard pushed.differs(from: alone, reading) else { return isHealthy ? .healthy : .failing }
    if isHealthy { leastHealthy = alone }
    return .vulnerable
  }

  /// Loads at which a push lasts, by scanning down from saturation and bracketing; nil where there are none.
  ///
  /// A range narrower than a step of the scan, a sixteenth of the load that saturates a station (an eighth for large
  /// systems), may be missed.
  mutating func vulnerableRates() throws(LayeredNetworkError) -> ClosedRange<Double>? {
    let saturation = reading.stations.map(\.saturationRate).min() ?? .infinity
    guard saturation.isFinite, saturation > 0 else { return nil }
    let steps = isLarge ? 8 : 16
    let width = saturation / Double(steps)
    let isKnown = !found.isEmpty
    let isHealthy = !isKnown && !rest.effects.differs(from: ResilienceEffects(reading), reading)
    var (below, inside, above) = (isHealthy ? rate : 0, isKnown ? rate : 0, saturation * 1.02)
    // The greatest load that is not beyond the range, and the least that is.
    for step in stride(from: steps, to: 0, by: -1) {
      let load = width * (Double(step) - 0.02)
      guard load > max(inside, below) else { break }
      guard let fate = try fate(at: load) else { return nil }
      if fate == .vulnerable { inside = load } else if fate == .failing || isKnown { above = load }
      if fate == .healthy, !isKnown { below = load }
      if fate == .vulnerable || below == load { break }
    }
    guard inside > 0 else { return nil }
    let upper = try border(inside, above, to: width / 64)
    if isKnown {
      inside = rate
      leastHealthy = rest.effects.differs(from: ResilienceEffects(reading), reading) ? nil : rest
    }
    let lower = try border(inside, below, to: width / 64)
    return lower < upper ? lower...upper : nil
  }

  /// The last load towards `outside` at which a push lasts.
  private mutating func border(
    _ inside: Double, _ outside: Double, to width: Double
  ) throws(LayeredNetworkError) -> Double {
    var (inside, outside) = (inside, outside)
    let healthy = outside < inside ? leastHealthy : nil
    while abs(outside - inside) > (isLarge ? 8 : 1) * width {
      let middle = (inside + outside) / 2
      guard let fate = try fate(at: middle, below: healthy) else { break }
      if fate == .vulnerable { inside = middle } else { outside = middle }
    }
    return inside
  }
}
