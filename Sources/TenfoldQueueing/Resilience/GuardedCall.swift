import TenfoldModel

/// A call with its timeouts, retries, budget and hedge, as one attempt's law makes it.
///
/// Retries meet what a ``RetryMemory`` says is left of the failure before; without one attempts are independent. Executions at the called go on after their caller has given
/// up, so every copy that is sent is work.
struct GuardedCall: Sendable {
  /// Copies sent to the called per call.
  var copies = 1.0
  /// Attempts after the first per call.
  var retries = 0.0
  /// Second copies of slow attempts per call.
  var hedges = 0.0
  /// Attempts given up per call.
  var timeouts = 0.0
  /// Copies per call whose answer nobody wanted.
  var vain = 0.0
  /// Probability that the call is answered well in the end.
  var success = 1.0
  /// Probability that one attempt fails.
  var attemptFailure = 0.0
  /// Probability that a call finds the breaker open.
  var openShare = 0.0
  /// Time the caller waits, whatever comes of it.
  var hold = TimeShape()
  /// Time until a good answer.
  var answer = TimeShape()
  /// Of the good answers, the share that came with the first attempt, with the first two, …
  private var answeredBy: [Double] = []

  /// Every attempt fails or is slow, as right after an outage: the most that is ever sent.
  static func down(_ guarded: CallGuard) -> GuardedCall {
    let never = TimeShape(mean: .infinity, variance: .infinity)
    var closed = guarded
    closed.breakerThreshold = 0
    if guarded.timeout < .infinity {
      let attempt = Attempt(answer: never, failure: TimeShape(), failureShare: 0, commonShare: 1)
      return GuardedCall(closed, attempt.met(by: closed))
    }
    let hedges = guarded.hedgeAfter < .infinity
    let delay = TimeShape(mean: hedges ? guarded.hedgeAfter : 0)
    return GuardedCall(
      closed,
      Attempt.Result(
        success: guarded.retries > 0 ? 0 : 1, timeouts: 0, hedges: hedges ? 1 : 0, answer: delay,
        failure: delay))
  }

  /// Repeats an attempt as `guarded` says.
  ///
  /// - Parameters:
  ///   - guarded: What is stated of the call.
  ///   - attempt: What its first attempt meets.
  ///   - memory: What a retry still finds of the failure before it.
  init(_ guarded: CallGuard, _ attempt: Attempt.Result, memory: RetryMemory = RetryMemory()) {
    let failure = min(1, max(0, 1 - attempt.success))
    let failures = (0...guarded.retries).map { made in
      made == 0 || failure == 0
        ? failure : memory.failure(afterPause: Self.pause(made - 1, guarded), failure)
    }
    // A budget lets only a share of the failures be tried again.
    let retried = Self.retriedShare(failures, guarded, memory)
    var (term, attempts, failed) = (1.0, 0.0, 0.0)
    var parts: [(share: Double, time: TimeShape)] = []
    var good: [(share: Double, time: TimeShape)] = []
    var before = TimeShape()
    for (made, chance) in failures.enumerated() {
      attempts += term
      failed += term * chance
      answeredBy.append(attempts - failed)
      if chance < 1 {
        let part = (term * (1 - chance), before.followed(by: attempt.answer))
        parts.append(part)
        good.append(part)
      }
      let ended = before.followed(by: attempt.failure)
      let ends = term * chance * (made == guarded.retries ? 1 : 1 - retried)
      if ends > 0 { parts.append((ends, ended)) }
      term *= chance * retried
      if term < 1e-12 { break }
      let pause = Self.pause(made, guarded)
      before = ended.followed(by: TimeShape(mean: pause, variance: pause * pause / 3))
    }
    success = min(1, max(0, attempts - failed))
    attemptFailure = failure
    retries = attempts - 1
    hedges = attempts * attempt.hedges
    copies = attempts + hedges
    timeouts = failure > 0 ? failed * attempt.timeouts / failure : 0
    vain = hedges + timeouts
    hold = Self.join(parts)
    answer = Self.join(good)
  }

  /// Mean pause before retry number `made`, counted from 0.
  private static func pause(_ made: Int, _ guarded: CallGuard) -> Double {
    guarded.backoff * Double(1 << min(made, 20))
  }

  /// The share of failed attempts that are repeated: all, or what the budget allows.
  private static func retriedShare(
    _ failures: [Double], _ guarded: CallGuard, _ memory: RetryMemory
  ) -> Double {
    guard failures[0] > 0, guarded.retries > 0, guarded.budget < .infinity else { return 1 }
    func retries(_ share: Double) -> Double {
      var (term, sum) = (1.0, 0.0)
      for chance in failures.dropLast() {
        term *= chance * share
        sum += term
      }
      return sum - guarded.budget
    }
    guard retries(1) > 0 else { return memory.budgetShare }
    guard guarded.budget > 0 else { return 0 }
    return min(memory.budgetShare, RootFinding.root(between: 0, and: 1, relativeTolerance: 1e-10, retries))
  }

  /// The longest that a share of the good answers can take, in seconds; infinite without a timeout.
  func longest(_ share: Double, _ guarded: CallGuard) -> Double {
    guard guarded.timeout < .infinity else { return .infinity }
    let wanted = share * (answeredBy.last ?? 1)
    let attempts = answeredBy.firstIndex { $0 >= wanted * (1 - 1e-12) } ?? guarded.retries
    return (0..<attempts).reduce(guarded.timeout) { $0 + guarded.timeout + 2 * Self.pause($1, guarded) }
  }

  private static func join(_ parts: [(share: Double, time: TimeShape)]) -> TimeShape {
    let all = parts.reduce(0) { $0 + $1.share }
    guard all > 0 else { return TimeShape() }
    var joined = TimeShape.mixture(parts.map { ($0.share / all, $0.time) })
    joined.atom = max(0, joined.atom)
    return joined
  }

  /// Part of the way from this to `next`: what changes in a pass, changed by `step` in 0...1.
  func moved(to next: GuardedCall, by step: Double) -> GuardedCall {
    guard step < 1 else { return next }
    var result = next
    func blend(_ path: WritableKeyPath<GuardedCall, Double>) {
      result[keyPath: path] = self[keyPath: path] + step * (next[keyPath: path] - self[keyPath: path])
    }
    for path in [\GuardedCall.copies, \.retries, \.hedges, \.timeouts, \.vain, \.success, \.openShare] {
      blend(path)
    }
    if hold.mean.isFinite, next.hold.mean.isFinite {
      for path in [\GuardedCall.hold.mean, \.hold.variance] { blend(path) }
    }
    if answer.mean.isFinite, next.answer.mean.isFinite {
      for path in [\GuardedCall.answer.mean, \.answer.variance] { blend(path) }
    }
    return result
  }

  /// How many numbers say by how much two differ.
  static let unknownCount = 3

  /// Changes from this to `next`: of copies and time relative to the greater one, of the share that is answered well as it is.
  func differences(to next: GuardedCall) -> [Double] {
    let copies = (next.copies - copies) / max(next.copies, copies, 1e-300)
    let success = next.success - success
    guard hold.mean.isFinite, next.hold.mean.isFinite else {
      return [copies, success, hold.mean.isFinite == next.hold.mean.isFinite ? 0 : 1]
    }
    return [copies, success, (next.hold.mean - hold.mean) / max(next.hold.mean, hold.mean, 1e-300)]
  }

  /// The greatest relative change from this to `next`.
  func change(to next: GuardedCall) -> Double { differences(to: next).map(abs).max() ?? 0 }
}
