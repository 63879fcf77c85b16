import TenfoldModel

/// A state in which a system stays at a load: what is sent, and the layers that bear it.
struct SystemState: Sendable {
  /// What timeouts and retries make of the calls.
  var effects: ResilienceEffects
  /// The system as layers with these effects.
  var layered: LayeredSystem
  /// Its steady state.
  var solution: LayeredSolution
  /// The change of the last pass.
  var change: Double
  /// True when passes came to rest.
  var isSettled: Bool

  /// True when some call is given up, repeated or sent twice often enough to matter.
  var isAffected: Bool { effects.calls.contains { $0 != nil } }

  /// Share of all requests that fail.
  func failedShare(_ reading: Reading) -> Double {
    var (failed, all) = (0.0, 0.0)
    for journey in reading.system.journeys {
      let share = max(0, reading.values[journey.share])
      all += share
      failed += share * (1 - effects.successes[journey.operation])
    }
    return all > 0 ? failed / all : 0
  }

  /// Calls of one kind per second.
  func callRate(_ call: Int, _ reading: Reading) -> Double {
    let caller = layered.entryOfOperation[reading.system.calls[call].from]
    let passing = effects.saturations[caller]?.passing ?? 1
    return solution.entries[caller].throughput * passing * effects.weights[call]
  }

  /// Copies that calls with a guard send per second, over all calls.
  func sentRate(_ reading: Reading) -> Double {
    effects.calls.indices.reduce(0) { sum, call in
      guard effects.guards[call] != nil else { return sum }
      return sum + callRate(call, reading) * (effects.calls[call]?.copies ?? 1)
    }
  }

  /// True when another state is not this one but for the digits.
  func differs(from other: SystemState, _ reading: Reading) -> Bool {
    if abs(failedShare(reading) - other.failedShare(reading)) > 0.005 { return true }
    return effects.calls.indices.contains { call in
      let (one, two) = (effects.calls[call], other.effects.calls[call])
      let (copies, others) = (one?.copies ?? 1, two?.copies ?? 1)
      return abs(copies - others) > 0.02 * max(copies, others)
        || abs((one?.success ?? 1) - (two?.success ?? 1)) > 0.005
    }
  }
}
