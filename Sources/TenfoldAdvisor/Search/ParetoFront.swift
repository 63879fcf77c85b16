import TenfoldCatalog
import TenfoldModel

/// The first moves of which no other is at least as good in capacity, latency, price and effort and better in one.
///
/// Doing nothing is always among them: nothing is cheaper. What breaks earlier than that is not. Capacity beyond the goal
/// counts as the goal, and differences of less than a hundredth as none, so that what remains is a choice and not a list of
/// near copies. Beside each stands what is lost by choosing it among them, over the ranges of all numbers.
struct ParetoFront {
  private struct Point {
    var move: FirstMove
    /// The changed system; nil for doing nothing.
    let variant: Variant?
    /// What there should be little of: users not carried, seconds, dollars, weeks.
    let costs: [Double]

    func isAtLeastAsGood(as other: Point) -> Bool {
      zip(costs, other.costs).allSatisfy { $0 <= $1 + Self.tolerance(of: $1) }
    }

    func isBetter(than other: Point) -> Bool {
      zip(costs, other.costs).contains { $0 < $1 - Self.tolerance(of: $1) }
    }

    private static func tolerance(of value: Double) -> Double { value.isFinite ? 0.01 * abs(value) : 0 }
  }

  /// The moves, those of least effort first.
  let moves: [FirstMove]

  /// Compares the moves that a search tried from `start`.
  ///
  /// - Complexity: O(moves² + moves · journeys · operations).
  init(
    _ search: MoveSearch, from start: PlanState, goal: Double, usersNow: Double, on loop: ParallelLoop
  ) {
    let nothing = FirstMove(
      remedy: "do-nothing", subject: "system", action: "change nothing",
      reachesUsers: start.breaks.first.map(\.users).flatMap { $0.isFinite ? $0 : nil },
      p99: Self.slowest(in: start, at: usersNow), monthlyCost: 0, effort: 0)
    let least = min(goal, nothing.reachesUsers ?? .infinity)
    let tried = search.singleMoves.filter { min(goal, $0.reaches) >= 0.99 * least }.map { variant in
      let move = FirstMove(
        remedy: variant.remedy.id, subject: variant.subject, action: variant.action,
        reachesUsers: variant.reaches.isFinite ? variant.reaches : nil,
        p99: Self.slowest(in: variant.state, at: usersNow), monthlyCost: variant.monthlyCost,
        effort: variant.remedy.effort.likely)
      return (move: move, variant: Optional(variant))
    }
    let points = ([(move: nothing, variant: nil)] + tried).map { move, variant in
      Point(
        move: move, variant: variant,
        costs: [
          -min(goal, move.reachesUsers ?? .infinity), move.p99 ?? .infinity, move.monthlyCost, move.effort,
        ])
    }
    var front: [Point] = []
    for (index, point) in points.enumerated() {
      let isBeaten = points.contains { $0.isAtLeastAsGood(as: point) && $0.isBetter(than: point) }
      // Of moves that are the same in everything the first stands for all.
      let isRepeated = points[..<index].contains { $0.isAtLeastAsGood(as: point) }
      if !isBeaten, !isRepeated { front.append(point) }
    }
    let compared = front.indices.filter { front[$0].variant != nil }
    let regret = MoveRegret(
      of: compared.compactMap { front[$0].variant }, from: start, goal: goal, usersNow: usersNow, on: loop)
    for (index, mean) in zip(compared, regret.means) { front[index].move.regret = mean }
    moves = front.map(\.move).enumerated()
      .sorted { ($0.element.effort, $0.offset) < ($1.element.effort, $1.offset) }.map(\.element)
  }

  /// The slowest journey's 99th percentile, in seconds; nil without journeys or a steady state.
  private static func slowest(in state: PlanState, at users: Double) -> Double? {
    let reading = state.limits.likely
    let times = state.limits.limits.compactMap { ($0 as? LatencyLimit)?.value(at: users, in: reading) }
    return times.max().flatMap { $0.isFinite ? $0 : nil }
  }
}
