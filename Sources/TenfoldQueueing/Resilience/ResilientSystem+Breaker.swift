import TenfoldModel

/// Circuit breakers: failures in a row open one; open, one call tries after each pause, and a good answer closes it.
///
/// Failures that come by themselves, with probability *p* each, open it after (p⁻ⁿ − 1)/(1 − p) attempts on average. Those
/// of a queue come in a row: once its wait exceeds the timeout, all attempts fail until it no longer does. Such an excursion
/// is a busy period, and it opens the breaker for good only when it outlasts the attempts that are under way, since any
/// good answer closes it again. After a pause the queue is empty and has to grow first.
extension ResilientSystem {
  /// Lets a breaker keep calls away while it is open.
  ///
  /// **Source.** The mean time to *n* failures in a row: Feller, An Introduction to Probability Theory, volume 1,
  /// section XIII.7. The renewal cycle of queue and breaker is our own reading.
  func addBreaker(
    to call: inout GuardedCall, _ met: Attempt.Result, _ index: Int, _ guarded: CallGuard,
    _ state: SystemState
  ) {
    let calls = state.callRate(index, reading)
    let attempts = calls * (1 + call.retries)
    guard call.attemptFailure > 0, attempts > 0 else { return }
    var cycle = Self.cycle(ofChance: call.attemptFailure, guarded, attempts, met.failure.mean)
    if let queue = queue(index, call, guarded, state) {
      let other = queue.cycle(guarded, attempts, early: max(0, call.attemptFailure - met.timeouts))
      if other.openShare > cycle.openShare || queue.utilization >= 1 { cycle = other }
    }
    call.openShare = cycle.openShare
    let closed = 1 - cycle.openShare
    let success = cycle.success ?? call.success
    call.success = closed * success
    for path in [\GuardedCall.copies, \.retries, \.hedges, \.timeouts, \.vain] {
      call[keyPath: path] *= closed
    }
    // Who finds it open knows at once.
    if closed > 0, cycle.success != nil, call.answer.mean <= 0 {
      call.answer = TimeShape(mean: guarded.timeout / 2, variance: guarded.timeout * guarded.timeout / 12)
    }
    call.hold = .mixture([(closed, call.hold)])
    if cycle.openShare >= 1 {
      // One call in each pause tries.
      let tries = min(1, 1 / (CallGuard.breakerPause * calls))
      (call.copies, call.timeouts, call.vain) = (tries, tries * met.timeouts, tries * met.timeouts)
    }
  }

  /// How a breaker opens and closes.
  struct Cycle {
    /// Share of time it is open, in 0...1.
    var openShare: Double
    /// Share of the calls that are answered well while it is closed; nil where that is as without a breaker.
    var success: Double?
  }

  /// Failures that come by themselves.
  static func cycle(
    ofChance failure: Double, _ guarded: CallGuard, _ attempts: Double, _ failureTime: Double
  ) -> Cycle {
    guard failure < 1 - 1e-9 else { return Cycle(openShare: 1, success: nil) }
    let chance = power(failure, Double(guarded.breakerThreshold))
    let needed = (1 / max(chance, 1e-300) - 1) / (1 - failure)
    let closed = needed / attempts + (failureTime.isFinite ? failureTime : 0)
    // Each try that fails takes another pause.
    let open = CallGuard.breakerPause / (1 - failure)
    return Cycle(openShare: open / (open + closed), success: nil)
  }

  /// The called's own queue, where it is one: a component on one machine.
  private func queue(
    _ index: Int, _ call: GuardedCall, _ guarded: CallGuard, _ state: SystemState
  ) -> LateQueue? {
    let target = reading.system.calls[index].to
    let component = reading.system.operations[target].component
    guard guarded.timeout < .infinity, component >= 0, reading.primaryStation[component] >= 0 else {
      return nil
    }
    let number = reading.primaryStation[component]
    let station = reading.stations[number]
    let processor = state.layered.processorOfStation[number]
    let time = reading.value(reading.system.operations[target].cpu, or: 0) / station.speed
    let machines = state.layered.machines(of: processor)
    guard machines < 1.5, time > 0 else { return nil }
    let capacity = Double(station.serverCount) / time
    let calls = state.callRate(index, reading)
    let now = calls * (state.effects.calls[index]?.copies ?? 1)
    let others = max(0, state.solution.processors[processor].utilization - now / capacity)
    guard others < 1 else { return nil }
    return LateQueue(
      own: calls * call.copies / capacity, others: others, capacity: capacity, timeout: guarded.timeout)
  }
}

/// A queue in order of arrival whose waits now and then exceed a timeout.
struct LateQueue {
  /// Busy share by the calls that are watched over, and by all else.
  var own: Double
  var others: Double
  /// Executions per second that it can do.
  var capacity: Double
  /// Seconds.
  var timeout: Double

  /// Busy share of the queue.
  var utilization: Double { own + others }

  /// How a breaker before it opens and closes.
  func cycle(_ guarded: CallGuard, _ attempts: Double, early: Double) -> ResilientSystem.Cycle {
    let arrivals = utilization * capacity
    let ownShare = own / utilization
    // Attempts that must be late in a row: the breaker's, and those under way when it opens.
    let row = (Double(guarded.breakerThreshold) + attempts * timeout) / max(ownShare, 1e-9)
    let excursion = Self.busyPeriod(utilization, least: row)
    let level = capacity * timeout
    let first = Self.passage(to: level, arrivals: arrivals, capacity: capacity)
    let again = crossings(level)
    let before = 1 / max(excursion.share, 1e-12) - 1
    let closed = first + before / again + Double(guarded.breakerThreshold) / attempts + timeout
    let late = (row + before * excursion.meanBelow) * ownShare
    let pause = CallGuard.breakerPause
    return .init(
      openShare: pause / (pause + closed),
      success: max(0, min(1, 1 - late / (attempts * closed))) * (1 - early))
  }

  /// Crossings of a level of waiting executions per second from below; those of an overloaded queue that once fell back.
  private func crossings(_ level: Double) -> Double {
    let rho = utilization
    let atLevel =
      rho < 1
      ? (1 - rho) * exponential(-(1 - rho) * level) : max(1 - 1 / rho, 1 / max(level, 1))
    return max(1e-12, rho * capacity * max(atLevel, rho < 1 ? 0 : 1e-3))
  }

  /// Mean time from an empty queue to a number present.
  static func passage(to level: Double, arrivals: Double, capacity: Double) -> Double {
    let ratio = capacity / arrivals
    var (sum, steps, term) = (0.0, 0.0, 1.0)
    for _ in 0..<Int(min(max(1, level.rounded()), 100_000)) {
      steps += term
      term *= ratio
      sum += steps
      if sum > 1e15 { break }
    }
    return sum / arrivals
  }

  /// Customers served in a busy period of M/M/1, also an overloaded one: the chance of at least `least`, and the mean
  /// number of shorter ones.
  ///
  /// **Source.** Takács, Introduction to the Theory of Queues, 1962: the number is distributed as
  /// C(2k − 2, k − 1)/k · ρ^(k−1)/(1 + ρ)^(2k−1).
  static func busyPeriod(_ utilization: Double, least: Double) -> (share: Double, meanBelow: Double) {
    var term = 1 / (1 + utilization)
    var (below, mean) = (0.0, 0.0)
    let limit = Int(min(max(1, least.rounded(.up)), 200_000))
    for k in 1..<max(2, limit) {
      below += term
      mean += Double(k) * term
      term *= 2 * (2 * Double(k) - 1) / Double(k + 1) * utilization / ((1 + utilization) * (1 + utilization))
    }
    return (max(0, 1 - below), below > 0 ? mean / below : 1)
  }
}
