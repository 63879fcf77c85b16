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
  /// Requests per second to the system.
  var rate: Double
  /// What it took to find: entries looked at in all passes over the layers, and what takes as long.
  var work: Double

  /// True when some call is given up, repeated or sent twice often enough to matter.
  var isAffected: Bool { effects.calls.contains { $0 != nil } }

  /// Share of all requests that fail.
  func failedShare(_ reading: Reading) -> Double { effects.failedShare(reading) }

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
    effects.differs(from: other.effects, reading)
  }
}

extension ResilienceEffects {
  /// Share of all requests that fail.
  func failedShare(_ reading: Reading) -> Double {
    var (failed, all) = (0.0, 0.0)
    for journey in reading.system.journeys {
      let share = max(0, reading.values[journey.share])
      all += share
      failed += share * (1 - successes[journey.operation])
    }
    return all > 0 ? failed / all : 0
  }

  /// True when others are not these but for the digits.
  func differs(from other: ResilienceEffects, _ reading: Reading) -> Bool {
    abs(failedShare(reading) - other.failedShare(reading)) > 0.005
      || calls.indices.contains { differs(from: other, at: $0) }
  }

  /// True when a call is sent or answered otherwise but for the digits.
  func differs(from other: ResilienceEffects, at call: Int) -> Bool {
    let (one, two) = (calls[call], other.calls[call])
    let (copies, others) = (one?.copies ?? 1, two?.copies ?? 1)
    return abs(copies - others) > 0.02 * max(copies, others)
      || abs((one?.success ?? 1) - (two?.success ?? 1)) > 0.005
  }
}
