import TenfoldModel

extension ResilientSystem {
  /// Lets a breaker keep calls away while it is open.
  ///
  /// Closed, it opens after so many failures in a row; open, one call tries after each pause, and a good answer closes it.
  /// Where the called bears all that is sent, failures come by themselves: *n* in a row of probability *p* take
  /// (p⁻ⁿ − 1)/(1 − p) attempts on average. Where it does not, opening and closing is a cycle: the queue of a called that
  /// is empty grows until waits reach the timeout, which the caller sees one timeout later.
  ///
  /// **Source.** The mean time to *n* failures in a row: Feller, An Introduction to Probability Theory, volume 1,
  /// section XIII.7; the cycle is our own fluid reading.
  func addBreaker(
    to call: inout GuardedCall, _ met: Attempt.Result, _ index: Int, _ guarded: CallGuard, _ state: SystemState
  ) {
    let pause = CallGuard.breakerPause
    let failure = call.attemptFailure
    let attempts = state.callRate(index, reading) * (1 + call.retries)
    guard failure > 0, attempts > 0 else { return }
    let inRow = Double(guarded.breakerThreshold)
    let (own, others) = utilizations(index, call, state)
    if own + others >= 1, others < 1, guarded.timeout < .infinity {
      let growth = own + others - 1
      let good = guarded.timeout / growth
      let closed = good + guarded.timeout + inRow / attempts
      apply(
        open: pause / (pause + closed), success: good / closed,
        answer: met.answer.mean > 0 && met.answer.mean.isFinite
          ? TimeShape(mean: guarded.timeout / 2, variance: guarded.timeout * guarded.timeout / 12)
          : TimeShape(mean: guarded.timeout / 2), to: &call, guarded)
      return
    }
    let chance = power(failure, inRow)
    let needed = failure < 1 - 1e-9 ? (1 / max(chance, 1e-300) - 1) / (1 - failure) : inRow
    let closed = needed / attempts + (met.failure.mean.isFinite ? met.failure.mean : 0)
    // Each try that fails takes another pause.
    let open = failure < 1 - 1e-9 ? pause / (1 - failure) : .infinity
    let share = open.isFinite ? open / (open + closed) : 1
    apply(open: share, success: nil, answer: nil, to: &call, guarded)
    if share >= 1 {
      // One call in each pause tries.
      let tries = min(1, 1 / (pause * state.callRate(index, reading)))
      call.copies = tries
      call.retries = 0
      call.timeouts = tries * met.timeouts
      call.vain = call.timeouts
    }
  }

  private func apply(
    open: Double, success: Double?, answer: TimeShape?, to call: inout GuardedCall, _ guarded: CallGuard
  ) {
    call.openShare = open
    let closed = 1 - open
    call.success = closed * (success ?? call.success)
    for path in [\GuardedCall.copies, \.retries, \.hedges, \.timeouts, \.vain] { call[keyPath: path] *= closed }
    if let answer { call.answer = answer }
    // Who finds it open knows at once.
    call.hold = .mixture([(closed, call.hold)])
  }

  /// Busy share of the called's own cores by this call while its breaker is closed, and by all else.
  private func utilizations(
    _ index: Int, _ call: GuardedCall, _ state: SystemState
  ) -> (own: Double, others: Double) {
    let target = reading.system.calls[index].to
    let component = reading.system.operations[target].component
    guard component >= 0, reading.primaryStation[component] >= 0 else { return (0, 0) }
    let number = reading.primaryStation[component]
    let station = reading.stations[number]
    let processor = state.layered.processorOfStation[number]
    let time = reading.value(reading.system.operations[target].cpu, or: 0) / station.speed
    let servers = Double(station.serverCount) * state.layered.machines(of: processor)
    let calls = state.callRate(index, reading)
    let sentNow = state.effects.calls[index]?.copies ?? 1
    let all = state.solution.processors[processor].utilization
    return (calls * call.copies * time / servers, max(0, all - calls * sentNow * time / servers))
  }
}
