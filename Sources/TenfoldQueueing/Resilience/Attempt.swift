import TenfoldModel

/// One attempt of a call: what the called does with a copy, and what its caller makes of that.
///
/// A copy is answered well after `answer`, or with a probability of `failureShare` badly after `failure`. The caller gives
/// up at its timeout; with a hedge it sends a second copy meanwhile, and the earlier good answer counts.
struct Attempt: Sendable {
  /// Time until a copy is answered well.
  var answer: TimeShape
  /// Time until a copy is answered badly.
  var failure: TimeShape
  /// Probability that a copy is answered badly, in 0...1.
  var failureShare: Double
  /// Probability that a second copy waits behind the first in the same queue, and so gains nothing, in 0...1.
  var commonShare: Double

  /// What a caller with a guard meets.
  struct Result: Sendable {
    /// Probability of a good answer in time.
    var success: Double
    /// Probability that the caller gave up.
    var timeouts: Double
    /// Second copies sent.
    var hedges: Double
    /// Time of good answers in time.
    var answer: TimeShape
    /// Time of all else.
    var failure: TimeShape
    /// Copies whose answer nobody wanted.
    var vain: Double { hedges + timeouts }
  }

  /// What a caller with `guarded` meets.
  ///
  /// - Complexity: O(1); a hedge takes some hundred evaluations of the distribution.
  func met(by guarded: CallGuard) -> Result {
    let limit = guarded.timeout
    guard answer.mean.isFinite || limit < .infinity else {
      return Result(
        success: 1 - failureShare, timeouts: 0, hedges: guarded.hedgeAfter < .infinity ? 1 : 0,
        answer: answer,
        failure: failure)
    }
    if guarded.hedgeAfter < limit { return hedged(after: guarded.hedgeAfter, limit) }
    let success = (1 - failureShare) * answer.cumulative(limit)
    let early = failureShare > 0 ? failureShare * failure.cumulative(limit) : 0
    let timeouts = limit < .infinity ? max(0, 1 - success - early) : 0
    return Result(
      success: success, timeouts: timeouts, hedges: 0, answer: answer.within(limit),
      failure: Self.failing(early, failure.within(limit), timeouts, limit))
  }

  private static func failing(
    _ early: Double, _ earlyTime: TimeShape, _ timeouts: Double, _ limit: Double
  ) -> TimeShape {
    guard early + timeouts > 0 else { return TimeShape(mean: limit < .infinity ? limit : 0) }
    guard timeouts > 0 else { return earlyTime }
    let share = early / (early + timeouts)
    return .mixture([(share, earlyTime), (1 - share, TimeShape(mean: limit))])
  }

  /// True when the answer is good and in time, before a hedge is sent, but for less than one attempt in 10^9.
  ///
  /// A bound that takes no distribution function, for the many calls of which nothing comes.
  func surelyAnswers(_ guarded: CallGuard) -> Bool {
    failureShare == 0 && answer.staysBelowBound(min(guarded.timeout, guarded.hedgeAfter))
  }

  // MARK: Hedges

  /// Probability that no good answer is there after `time` seconds, with a second copy sent after `delay`.
  private func unanswered(_ time: Double, after delay: Double) -> Double {
    let first = 1 - (1 - failureShare) * answer.cumulative(time)
    guard time > delay else { return first }
    let second = 1 - (1 - failureShare) * answer.cumulative(time - delay)
    return commonShare * first + (1 - commonShare) * first * second
  }

  private func hedged(after delay: Double, _ limit: Double) -> Result {
    let late = unanswered(limit, after: delay)
    let success = max(0, 1 - late)
    // Bad answers that come before the second copy is sent end the attempt.
    let early = failureShare * failure.cumulative(delay)
    let hedges = max(0, 1 - (1 - failureShare) * answer.cumulative(delay) - early)
    let bothBad = limit < .infinity ? min(late, failureShare * failureShare) : late
    let times = moments(after: delay, limit, late)
    return Result(
      success: success, timeouts: limit < .infinity ? max(0, late - bothBad) : 0, hedges: hedges,
      answer: times, failure: Self.failing(bothBad, failure, max(0, late - bothBad), limit))
  }

  /// Moments of the good answers in time: ∫ (D(t) − D(limit)) dt over their share, D being what is unanswered.
  private func moments(after delay: Double, _ limit: Double, _ late: Double) -> TimeShape {
    guard late < 1 - 1e-12 else { return TimeShape(mean: limit) }
    let spread = answer.mean + 12 * max(0, answer.variance).squareRoot()
    guard spread.isFinite else { return TimeShape(mean: limit) }
    let end = min(limit, delay + spread)
    // Panels that grow from 0 and from the second copy on.
    var edges = [0.0]
    for start in [0, min(delay, end)] {
      let stop = start == 0 ? min(delay, end) : end
      for part in [0.02, 0.08, 0.25, 0.55, 1.0] where stop > start {
        edges.append(start + part * (stop - start))
      }
    }
    var (first, second) = (0.0, 0.0)
    for point in GaussLegendre.points(edges: edges) {
      let share = (unanswered(point.x, after: delay) - late) / (1 - late) * point.weight
      first += share
      second += 2 * point.x * share
    }
    return TimeShape(mean: first, variance: max(0, second - first * first))
  }
}
