import TenfoldCatalog
import TenfoldModel

/// Why remedies that were tried against the first limit are not in the plan, each with its numbers.
struct RejectionReasons {
  private let search: MoveSearch
  private let first: LimitBreak
  private let usersNow: Double
  private let goal: Double

  /// Explains the search against the first limit, on the way from `usersNow` to `goal` users.
  init(_ search: MoveSearch, before first: LimitBreak, usersNow: Double, goal: Double) {
    self.search = search
    self.first = first
    self.usersNow = usersNow
    self.goal = goal
  }

  /// One rejection for each remedy that the plan does not use: what was computed, cheapest first, then what does not
  /// apply.
  func rejections(besides plan: [PlanStep]) -> [Rejection] {
    let used = Set(plan.map(\.remedy))
    var seen: Set<String> = used
    let tried = search.singleMoves.enumerated().sorted { left, right in
      (value(of: left.element), right.offset) > (value(of: right.element), left.offset)
    }.map(\.element)
    var result: [Rejection] = []
    for variant in tried where seen.insert(variant.remedy.id).inserted {
      result.append(
        Rejection(
          remedy: variant.remedy.id, subject: variant.subject, reason: reason(variant),
          reachesUsers: variant.reaches.isFinite ? variant.reaches : nil))
    }
    return result + search.refusals.filter { !used.contains($0.remedy) }
  }

  private func gain(of variant: Variant) -> Double {
    logarithm(min(variant.reaches, goal) / first.users)
  }

  private func value(of variant: Variant) -> Double { gain(of: variant) / variant.costNow.weighted }

  private func reason(_ variant: Variant) -> String {
    let reached = variant.reaches.isFinite ? QuantityText.users(variant.reaches) : "no limit"
    let gain = gain(of: variant)
    guard gain > 0.01 else {
      let next = variant.state.breaks.first?.limit.identity
      let why = next.map { "\($0.quantity) of \($0.subject)" } ?? "the same limit"
      if gain < -0.01, variant.reaches <= usersNow { return "it would break at today's load already: \(why)" }
      return gain < -0.01
        ? "it would break earlier, at \(reached) instead of \(QuantityText.count(first.users)): \(why)"
        : "relieves nothing yet: \(why) still breaks at \(reached)"
    }
    let effort = QuantityText.count(variant.remedy.effort.likely, "person-week")
    let money = QuantityText.money(max(0, variant.monthlyCost)) + " a month"
    return "reaches \(reached) for \(effort) and \(money)" + comparison(variant)
  }

  /// What the cheapest way to the goal with the remedy costs, over the way that was chosen.
  private func comparison(_ variant: Variant) -> String {
    guard let best = search.best, best.reachesGoal else { return "" }
    let goal = QuantityText.users(self.goal)
    guard let with = search.cheapest(with: variant.remedy.id) else {
      return "; no way with it was found to \(goal)"
    }
    let times = with.cost / best.cost
    return times < 1.05
      ? "; on the way to \(goal) it costs as much and is riskier or harder to undo"
      : "; the way to \(goal) with it costs \(QuantityText.number(times, digits: 2)) times as much"
  }
}
