/// One core that may be used for so much of every period and at full speed, as the Linux kernel has it for control groups
/// with a quota of the processor (CFS bandwidth control): what is used up early makes the rest of the period stand.
///
/// Invariant: 0 ≤ `left` ≤ `budget`, where `left` is what the period of number `period` still has.
struct QuotaMeter: BitwiseCopyable {
  /// Seconds of the core in each period.
  private let budget: Double
  /// Seconds of a period; more than `budget`.
  private let length: Double
  /// A nanosecond, the kernel's own grain: sums of times are not exact, and what is less must not wait for a period.
  private static let grain = 1e-9
  private var period = 0.0
  private var left: Double

  /// Makes one whose periods begin at 0, nothing of the first one used.
  init(budget: Double, length: Double) {
    precondition(budget > 0 && budget < length, "a quota is a part of its period")
    self.budget = budget
    self.length = length
    left = budget
  }

  /// When work is done that begins now, where what began before is done.
  ///
  /// Nothing is carried over: a budget that is not used ends with its period.
  ///
  /// - Parameters:
  ///   - service: Seconds of the core that it takes; ≥ 0.
  ///   - now: Not before the end of the work before it.
  /// - Complexity: O(1).
  mutating func end(of service: Double, from now: Double) -> Double {
    let current = (now / length).rounded(.down)
    if current > period { (period, left) = (current, budget) }
    let periodEnd = (period + 1) * length
    let first = min(left, max(0, periodEnd - now))
    if service <= first + Self.grain {
      left = max(0, left - service)
      return now + service
    }
    // What does not fit now takes whole budgets of the next periods, and a part of the last one.
    let rest = service - first
    let whole = max(0, ((rest - Self.grain) / budget).rounded(.up) - 1)
    period += 1 + whole
    let last = min(rest - whole * budget, budget)
    left = budget - last
    return period * length + last
  }
}
