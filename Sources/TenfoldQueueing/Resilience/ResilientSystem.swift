import TenfoldModel

/// A system whose calls are given up, repeated or sent twice, as a fixed point over its layers.
///
/// The called's response tells how many attempts fail, these how many are sent, and these the response. From rest, when
/// none is repeated, passes climb to the state with the fewest; from a push, when all fail, they descend to the one with the
/// most that holds itself up.
struct ResilientSystem: Sendable {
  let reading: Reading
  /// Requests per second to the system.
  let rate: Double
  /// Users who wait for their answers, whose requests `rate` is about; nil for arrivals from outside.
  var users: LayeredSystem.Population?
  /// Relative change at which passes end: the layers themselves are solved no closer.
  var tolerance = 1e-5
  /// Most passes.
  var passLimit = 150
  /// Most that may be spent on a state, in the unit of ``SystemState/work``.
  var workLimit = Double.infinity

  /// The state that is reached when nothing was wrong before.
  func atRest() throws(LayeredNetworkError) -> SystemState { try settle(from: ResilienceEffects(reading)) }

  /// The state that is reached after every watched call of some components failed for a while.
  ///
  /// - Parameters:
  ///   - components: The called; nil for all.
  ///   - rest: The state at rest where it is known. Passes from a push come down to it and never go below, so a push
  ///     ends there as soon as no more than digits are between both.
  func afterPush(
    on components: Set<Int>?, rest: SystemState? = nil
  ) throws(LayeredNetworkError) -> SystemState {
    var effects = ResilienceEffects(reading)
    for (call, guarded) in effects.guards.enumerated() {
      guard let guarded else { continue }
      let called = reading.system.operations[reading.system.calls[call].to].component
      if components?.contains(called) ?? true { effects.calls[call] = .down(guarded) }
    }
    effects.settle(reading)
    return try settle(from: effects, rest: rest)
  }

  /// Repeats passes until they change nothing.
  private func settle(
    from start: ResilienceEffects, rest: SystemState? = nil
  ) throws(LayeredNetworkError) -> SystemState {
    // Each pass changes the layers a little, so that the next begins where the last came to rest.
    var known: LayeredFixedPoint?
    var state = try self.state(start, from: &known)
    guard start.hasGuards else { return state }
    var work = state.work
    let startsPlain = start.isPlain
    func atRest(_ rest: SystemState) -> SystemState {
      var known = rest
      known.work = work
      return known
    }
    var pace = PassPace()
    for _ in 0..<passLimit {
      let next = advanced(state, pace.step)
      let change = next.change / pace.step
      if next.effects.isPlain {
        // Nothing is given up or repeated: the state without any of it, which may be known.
        if startsPlain, state.effects.isPlain { return state }
        if let rest, rest.effects.isPlain { return atRest(rest) }
      }
      if let rest, !next.effects.differs(from: rest.effects, reading) { return atRest(rest) }
      guard work < workLimit else { break }
      pace.follow(change, next.residual)
      state = try self.state(next.effects, from: &known)
      state.change = change
      state.isSettled = change < tolerance
      work += state.work
      state.work = work
      if state.isSettled { break }
    }
    return state
  }

  private func state(
    _ effects: ResilienceEffects, from known: inout LayeredFixedPoint?
  ) throws(LayeredNetworkError) -> SystemState {
    let layered = LayeredSystem(
      reading, rate: rate, users: users, effects: effects.hasGuards ? effects : nil)
    let solution = try solveLayered(layered.network, from: &known)
    return SystemState(
      effects: effects, layered: layered, solution: solution, change: 0, isSettled: true, rate: rate,
      work: solution.work)
  }

  // MARK: One pass

  /// What a pass makes of a state.
  private struct Advance {
    /// The state's, moved.
    var effects: ResilienceEffects
    /// The greatest relative change.
    var change: Double
    /// Changes by the whole way: of each call, and of the share that each entry passes.
    var residual: [Double]
  }

  /// What a state's responses make of its calls, and how much that changes.
  private func advanced(_ state: SystemState, _ step: Double) -> Advance {
    var effects = state.effects
    var change = 0.0
    let width = GuardedCall.unknownCount
    let passingFrom = width * effects.guards.count
    var residual = [Double](repeating: 0, count: passingFrom + state.layered.network.entries.count)
    for (call, guarded) in effects.guards.enumerated() {
      guard let guarded, state.layered.targetOfCall[call] >= 0 else { continue }
      let attempt = attempt(call, guarded, state)
      let old = effects.calls[call]
      if old == nil, attempt.surelyAnswers(guarded) { continue }
      let met = attempt.met(by: guarded)
      // What hardly ever happens is left out until it does.
      if met.success > 1 - 1e-9, met.hedges < 1e-9, guarded.breakerThreshold == 0 || old == nil {
        guard let old else { continue }
        if step == 1 || old.copies < 1 + 1e-6 && old.success > 1 - 1e-6 {
          change = max(change, 1 - old.success, old.copies - 1)
          effects.calls[call] = nil
          continue
        }
      }
      var found = GuardedCall(guarded, met, memory: memory(call, guarded, attempt, state))
      if guarded.breakerThreshold > 0 { addBreaker(to: &found, met, call, guarded, state) }
      if let old {
        let next = old.moved(to: found, by: step)
        change = max(change, old.change(to: next))
        for (unknown, difference) in old.differences(to: found).enumerated() {
          residual[width * call + unknown] = difference
        }
        effects.calls[call] = next
      } else {
        change = max(change, 1 - met.success, found.copies - 1)
        effects.calls[call] = found
      }
    }
    change = max(change, findSaturations(of: state, step, &effects, &residual[passingFrom...]))
    findWorkFactors(of: state, &effects)
    effects.settle(reading)
    return Advance(effects: effects, change: change, residual: residual)
  }

  /// What one attempt of a call meets.
  func attempt(_ call: Int, _ guarded: CallGuard, _ state: SystemState) -> Attempt {
    let target = reading.system.calls[call].to
    let hop = reading.networkTime(ofCall: call)
    let way = TimeShape(mean: hop, variance: hop * hop)
    let all = way.followed(by: response(of: state.layered.targetOfCall[call], state))
    let failureShare = min(1, max(0, 1 - state.effects.successes[target]))
    guard failureShare > 1e-12, target < state.layered.probeOfOperation.count,
      state.layered.probeOfOperation[target] >= 0, all.mean.isFinite
    else {
      return Attempt(
        answer: all, failure: all, failureShare: failureShare, commonShare: commonShare(call, state))
    }
    let good = way.followed(by: response(of: state.layered.probeOfOperation[target], state))
    // Of all answers and the good ones, the bad ones are the rest.
    let bad = max(0, (all.mean - (1 - failureShare) * good.mean) / failureShare)
    let square = max(bad * bad, (all.square - (1 - failureShare) * good.square) / failureShare)
    return Attempt(
      answer: good, failure: TimeShape(mean: bad, variance: square - bad * bad), failureShare: failureShare,
      commonShare: commonShare(call, state))
  }

  private func response(of entry: Int, _ state: SystemState) -> TimeShape {
    let found = state.solution.entries[entry]
    let time = found.waitingShape.followed(by: found.serviceShape)
    return time.mean < LayeredSystem.never / 2 ? time : TimeShape(mean: .infinity, variance: .infinity)
  }

  /// Probability that two copies of a call stand in the same queue: at the same machine, as far as there is a queue.
  private func commonShare(_ call: Int, _ state: SystemState) -> Double {
    let component = reading.system.operations[reading.system.calls[call].to].component
    guard component >= 0, reading.primaryStation[component] >= 0 else { return 0 }
    let station = reading.stations[reading.primaryStation[component]]
    let processor = state.layered.processorOfStation[reading.primaryStation[component]]
    let found = state.solution.processors[processor]
    guard station.visitCount > 0, station.demand > 0, found.waitingTime.isFinite else { return 1 }
    let wait = found.waitingTime / (found.waitingTime + station.demand / station.visitCount)
    return wait / state.layered.machines(of: processor)
  }

  /// What a retry finds of the called's own queue.
  private func memory(
    _ call: Int, _ guarded: CallGuard, _ attempt: Attempt, _ state: SystemState
  ) -> RetryMemory {
    let component = reading.system.operations[reading.system.calls[call].to].component
    guard guarded.retries > 0, guarded.timeout < .infinity, component >= 0,
      reading.primaryStation[component] >= 0
    else { return RetryMemory() }
    let station = reading.stations[reading.primaryStation[component]]
    let processor = state.layered.processorOfStation[reading.primaryStation[component]]
    guard station.visitCount > 0 else { return RetryMemory() }
    let queue = RetryMemory.Queue(
      utilization: state.solution.processors[processor].utilization, servers: Double(station.serverCount),
      machines: state.layered.machines(of: processor), serviceTime: station.demand / station.visitCount,
      secondMoment: station.secondMoment / station.visitCount)
    return RetryMemory(queue, answer: attempt.answer, timeout: guarded.timeout)
  }

  // MARK: What cannot keep up

  private func findSaturations(
    of state: SystemState, _ step: Double, _ effects: inout ResilienceEffects,
    _ residual: inout ArraySlice<Double>
  ) -> Double {
    let network = state.layered.network
    var passing: [Int: ResilienceEffects.Saturation] = [:]
    let processors = Set(state.solution.saturatedProcessors)
    let tasks = Set(state.solution.saturatedTasks)
    var change = 0.0
    for (index, entry) in network.entries.enumerated() {
      var share = 1.0
      let processor = network.tasks[entry.task].processor
      if processors.contains(processor) {
        share = 1 / max(1, state.solution.processors[processor].utilization)
      }
      let isOfWorkers = tasks.contains(entry.task)
      if isOfWorkers {
        let task = state.solution.tasks[entry.task]
        share = min(share, task.capacity / max(task.throughput, 1e-300))
      }
      let old = state.effects.saturations[index]?.passing ?? 1
      guard share < 1 || old < 1 else { continue }
      let next = old + step * (share - old)
      residual[residual.startIndex + index] = share - old
      change = max(change, abs(next - old))
      guard next < 1 - 1e-9 else { continue }
      passing[index] = .init(
        passing: max(0, next), service: state.solution.entries[index].serviceShape, isOfWorkers: isOfWorkers)
    }
    effects.saturations = passing
    return change
  }

  /// Autoscalers see all that is sent.
  private func findWorkFactors(of state: SystemState, _ effects: inout ResilienceEffects) {
    for (index, station) in reading.stations.enumerated() where station.maximumUnits > station.units {
      let plain = rate * station.demand
      guard plain > 0 else { continue }
      guard !effects.isPlain else {
        effects.workFactors[index] = 1
        continue
      }
      let processor = state.layered.processorOfStation[index]
      let work =
        state.solution.processors[processor].utilization * Double(station.serverCount)
        * state.layered.machines(of: processor)
      effects.workFactors[index] = work / plain
    }
  }
}
