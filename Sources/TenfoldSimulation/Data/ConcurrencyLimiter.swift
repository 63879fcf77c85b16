internal import TenfoldModel

/// The limit of calls that one replica lets in at a time, and what it follows.
///
/// `additive` learns from each answer; `gradient` and `vegas` from the mean of each second's answers.
///
/// **Source.** Netflix's library concurrency-limits: `AIMDLimit`, `Gradient2Limit` and `VegasLimit` in a `WindowedLimit`, with
/// their default figures and a tolerance of one half for the gradient.
struct ConcurrencyLimiter: BitwiseCopyable {
  /// What a limiter follows and within which bounds.
  struct Rule: BitwiseCopyable, Sendable {
    var kind: AdmissionControl.Rule
    var initial: Double
    var minimum: Double
    var maximum: Double
    var lateAfter = Double.infinity
    var reserved = 0.0
  }

  /// Length of a window, in seconds, and the fewest answers that it needs.
  static let windowLength = 1.0
  static let windowCount = 10.0

  /// The limit now.
  private(set) var limit: Double
  /// Least response time seen, its long average, and windows since.
  private var leastTime = Double.infinity
  private var longTime = 0.0
  private var count = 0.0
  // The window that is open.
  private var windowEnd = 0.0
  private var answers = 0.0
  private var times = 0.0
  private var mostPresent: Int32 = 0
  private var sawFailure = false

  /// Makes the limiter of a rule.
  init(_ rule: Rule) { limit = rule.initial }

  /// True when a call of a priority (0 is shed last) finds room beside `present` others.
  @inline(__always)
  func admits(_ rule: Rule, priority: UInt8, present: Int32) -> Bool {
    Double(present) + 1 <= max(1, limit.rounded(.down) * (1 - rule.reserved * Double(priority)))
  }

  /// Learns from an answer at `now` after `time` seconds, when `present` calls were let in, itself included.
  mutating func learn(_ rule: Rule, now: Double, time: Double, present: Int32, isGood: Bool) {
    switch rule.kind {
    case .fixed: return
    case .additive:
      if !isGood || time > rule.lateAfter {
        limit = min(limit - 1, limit * 0.9)
      } else if Double(present) * 2 >= limit {
        limit += 1
      }
      limit = min(max(limit, rule.minimum), rule.maximum)
    case .gradient, .vegas:
      answers += 1
      times += time
      mostPresent = max(mostPresent, present)
      if !isGood { sawFailure = true }
      if now >= windowEnd, answers >= Self.windowCount { closeWindow(rule, now) }
    }
  }

  @inline(never)
  private mutating func closeWindow(_ rule: Rule, _ now: Double) {
    let mean = times / answers
    if mean > 0 {
      if rule.kind == .gradient { followGradient(mean) } else { followQueue(mean) }
      limit = min(max(limit, rule.minimum), rule.maximum)
    }
    windowEnd = now + Self.windowLength
    (answers, times, mostPresent, sawFailure) = (0, 0, 0, false)
  }

  /// The limit shrinks by how much longer an answer takes than on average, half as much again let pass, and grows by the four
  /// calls that may wait.
  private mutating func followGradient(_ time: Double) {
    count += 1
    // The mean of the first ten, then an exponential average over 600.
    longTime += count <= 10 ? (time - longTime) / count : (time - longTime) * 2 / 601
    if longTime / time > 2 { longTime *= 0.95 }
    guard Double(mostPresent) >= limit / 2 else { return }
    let gradient = max(0.5, min(1, 1.5 * longTime / time))
    limit = 0.8 * limit + 0.2 * (limit * gradient + 4)
  }

  /// The limit grows while fewer than three log10(limit) calls seem to wait, and shrinks beyond six.
  private mutating func followQueue(_ time: Double) {
    count += 1
    // Now and then the least time is learnt anew, so that a system that became slower is not held to what it was.
    if time < leastTime || count > 30 * limit {
      leastTime = time
      count = 0
      return
    }
    let unit = max(1, (logarithm(limit) / logarithm(10)).rounded(.down))
    if sawFailure {
      limit -= unit
      return
    }
    guard Double(mostPresent) * 2 >= limit else { return }
    let waiting = (limit * (1 - leastTime / time)).rounded(.up)
    if waiting <= unit {
      limit += 6 * unit
    } else if waiting < 3 * unit {
      limit += unit
    } else if waiting > 6 * unit {
      limit -= unit
    }
  }
}
