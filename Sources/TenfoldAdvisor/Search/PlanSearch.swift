import TenfoldCatalog
import TenfoldModel

/// Finds what to do first and next: apply every remedy that fits the first limit, read each changed system again,
/// keep the one worth most, and go on from there, since the bottleneck moves.
struct PlanSearch {
  /// The plan, first move first.
  private(set) var plan: [PlanStep] = []
  /// What was considered for the first limit and left.
  private(set) var rejected: [Rejection] = []
  /// The system after the plan.
  private(set) var system: System

  /// What the first of the moves that were joined into the last step replaced.
  private var replaced: String?
  private let goal: Double
  private let usersNow: Double
  private let options: AnalysisOptions
  private static let mostSteps = 8

  /// Plans from `system`, whose limits are `limits`, to `goal` users.
  init(_ system: System, limits: LimitSet, usersNow: Double, goal: Double, options: AnalysisOptions) {
    var start = system
    // What was seen is in the demands by now; a changed system must not be read as if it had been seen.
    for index in start.components.indices { start.components[index].observed = [] }
    self.system = start
    self.goal = goal
    self.usersNow = usersNow
    self.options = options
    search(from: limits)
  }

  private mutating func search(from limits: LimitSet) {
    var limits = limits
    var breaks = Self.breaks(of: limits)
    for step in 0..<Self.mostSteps {
      guard let first = breaks.min(by: { $0.users < $1.users }), first.users < goal else { break }
      let candidates = variants(against: first, limits: limits)
      let best = select(candidates, before: first, limits: limits)
      if step == 0 { explainRejections(candidates, chosen: best, before: first) }
      guard let best else { break }
      append(best, relieving: first.limit.identity.id)
      system = best.system
      limits = best.limits
      breaks = best.breaks
    }
    if plan.isEmpty { doNothing(breaks) }
  }

  static func breaks(of limits: LimitSet) -> [(limit: any GrowthLimit, users: Double)] {
    zip(limits.limits, limits.breakingUsers(in: limits.likely)).map { ($0, $1) }
  }

  // MARK: Candidates

  /// Every change worth trying against a limit, read again; refusals become rejections.
  private mutating func variants(
    against first: (limit: any GrowthLimit, users: Double), limits: LimitSet
  ) -> [Variant] {
    let situation = Situation(
      system: system, limits: limits, target: first.limit, breakingUsers: first.users, goalUsers: goal)
    // Running costs are compared at the load where the limit is met, but not below today's.
    let users = max(usersNow, min(first.users, goal))
    let before = MonthlyCost(at: users, in: limits.likely).total
    var result: [Variant] = []
    for remedy in AllRemedies.list {
      guard let figures = Catalog.remedy(remedy.id) else { continue }
      for proposal in remedy.proposals(in: situation) {
        switch proposal {
        case .refused(let subject, let reason):
          if plan.isEmpty {
            rejected.append(Rejection(remedy: remedy.id, subject: subject, reason: reason))
          }
        case .change(let subject, let action, let insteadOf, let changed):
          let lowered = Catalog.lower(changed)
          let set = LimitSet(changed, lowered: lowered)
          result.append(
            Variant(
              remedy: figures, subject: subject, action: action, insteadOf: insteadOf, system: changed,
              limits: set,
              breaks: Self.breaks(of: set), monthlyCost: MonthlyCost(at: users, in: set.likely).total - before
            ))
        }
      }
    }
    return result
  }

  /// The change worth most; nil when none carries further.
  private func select(
    _ candidates: [Variant], before first: (limit: any GrowthLimit, users: Double), limits: LimitSet
  ) -> Variant? {
    let scored = candidates.map { ($0, score($0, before: first)) }.filter { $0.1.gain > 0.01 }
    if let best = Self.best(scored) { return best }
    // Nothing moves the first limit of all, since another lies as low: take what moves the limit at hand.
    let id = first.limit.identity.id
    let own = candidates.map { variant in
      let gain = variant.reaches >= first.users * 0.999 ? ownGain(of: variant, first, id, limits: limits) : 0
      return (variant, Score(gain: gain, figures: variant.remedy, monthlyCost: variant.monthlyCost))
    }
    return Self.best(own.filter { $0.1.gain > 0.01 })
  }

  /// How far a change moves one limit: in users, or, where even the first user violates it, in its value.
  private func ownGain(
    of variant: Variant, _ first: (limit: any GrowthLimit, users: Double), _ id: String, limits: LimitSet
  ) -> Double {
    let byUsers = logarithm(min(variant.breakingUsers(of: id), goal) / first.users)
    guard byUsers <= 0.01, let after = variant.breaks.first(where: { $0.limit.identity.id == id }) else {
      return byUsers
    }
    let before = first.limit.value(at: usersNow, in: limits.likely)
    let now = after.limit.value(at: usersNow, in: variant.limits.likely)
    return before.isFinite && now > 0 ? logarithm(before / now) : 0
  }

  private func score(_ variant: Variant, before first: (limit: any GrowthLimit, users: Double)) -> Score {
    Score(
      gain: logarithm(min(variant.reaches, goal) / first.users), figures: variant.remedy,
      monthlyCost: variant.monthlyCost)
  }

  private static func best(_ scored: [(Variant, Score)]) -> Variant? {
    // Ties keep the order of the list, so the answer does not depend on hashing.
    var best: (Variant, Score)?
    for entry in scored where entry.1.value > (best?.1.value ?? 0) { best = entry }
    return best?.0
  }

  // MARK: Answers

  private mutating func append(_ variant: Variant, relieving id: String) {
    let figures = variant.remedy
    let reach: Range3? =
      variant.reaches.isFinite
      ? GrowthAnalysis.firstBreak(variant.limits, samples: min(options.samples, 32), seed: options.seed) : nil
    var money = variant.monthlyCost
    var relieves = id
    // The same move again is one bigger move.
    if let last = plan.last, last.remedy == figures.id, last.subject == variant.subject,
      variant.insteadOf != nil
    {
      money += last.monthlyCost.likely
      relieves = last.relieves
      plan.removeLast()
    } else {
      replaced = variant.insteadOf
    }
    let spread =
      money >= 0
      ? Range3(low: money * 0.7, likely: money, high: money * 1.3)
      : Range3(low: money * 1.3, likely: money, high: money * 0.7)
    plan.append(
      PlanStep(
        remedy: figures.id, subject: variant.subject,
        action: variant.action + (replaced.map { " instead of \($0)" } ?? ""), relieves: relieves,
        reachesUsers: reach, monthlyCost: spread, effort: figures.effort, time: figures.time,
        reversibility: figures.reversibility, risk: figures.risk, tradeoff: figures.tradeoff,
        nextConstraint: variant.first.flatMap { $0.users.isFinite ? $0.limit.identity.id : nil }))
  }

  private mutating func doNothing(_ breaks: [(limit: any GrowthLimit, users: Double)]) {
    guard let figures = Catalog.remedy("do-nothing") else { return }
    let first = breaks.min { $0.users < $1.users }
    let isEnough = (first?.users ?? .infinity) >= goal
    let action =
      isEnough
      ? "leave it as it is: nothing breaks below \(QuantityText.count(goal)) users"
      : "measure first: no remedy known here carries \(first?.limit.identity.subject ?? "it") further"
    guard let chosen = isEnough ? figures : Catalog.remedy("measure-first") else { return }
    let nothing = Range3(low: 0, likely: 0, high: 0)
    plan.append(
      PlanStep(
        remedy: chosen.id, subject: isEnough ? "system" : first?.limit.identity.subject ?? "system",
        action: action,
        relieves: isEnough ? "" : first?.limit.identity.id ?? "",
        reachesUsers: first.flatMap {
          $0.users.isFinite ? Range3(low: $0.users, likely: $0.users, high: $0.users) : nil
        },
        monthlyCost: nothing, effort: chosen.effort, time: chosen.time, reversibility: chosen.reversibility,
        risk: chosen.risk, tradeoff: chosen.tradeoff,
        nextConstraint: first.flatMap { $0.users.isFinite ? $0.limit.identity.id : nil }))
  }

  /// One reason with a number for each remedy that was tried against the first limit and not chosen.
  private mutating func explainRejections(
    _ candidates: [Variant], chosen: Variant?, before first: (limit: any GrowthLimit, users: Double)
  ) {
    // What was computed stands before what does not apply.
    let refusals = rejected
    rejected = []
    var seen: Set<String> = []
    let scored = candidates.map { ($0, score($0, before: first)) }
      .sorted { $0.1.value > $1.1.value }
    let bestScore = chosen.map { score($0, before: first) }
    for (variant, score) in scored
    where variant.remedy.id != chosen?.remedy.id && seen.insert(variant.remedy.id).inserted {
      rejected.append(
        Rejection(
          remedy: variant.remedy.id, subject: variant.subject,
          reason: reason(variant, score, chosen: chosen, bestScore, before: first),
          reachesUsers: variant.reaches.isFinite ? variant.reaches : nil))
    }
    rejected += refusals
  }

  private func reason(
    _ variant: Variant, _ score: Score, chosen: Variant?, _ bestScore: Score?,
    before first: (limit: any GrowthLimit, users: Double)
  ) -> String {
    let reached = variant.reaches.isFinite ? "\(QuantityText.count(variant.reaches)) users" : "no limit"
    if score.gain <= 0.01 {
      let next = variant.first?.limit.identity
      let why = next.map { "\($0.quantity) of \($0.subject)" } ?? "the same limit"
      let was = QuantityText.count(first.users)
      return score.gain < -0.01
        ? "it would break earlier, at \(reached) instead of \(was): \(why)"
        : "relieves nothing yet: \(why) still breaks at \(reached)"
    }
    let effort = "\(QuantityText.number(variant.remedy.effort.likely)) person-weeks"
    let money = QuantityText.money(max(0, variant.monthlyCost)) + " a month"
    guard let chosen, let bestScore else { return "reaches \(reached) for \(effort) and \(money)" }
    let times = bestScore.value / max(1e-12, score.value)
    return "reaches \(reached) for \(effort) and \(money); \(chosen.remedy.id) gains "
      + "\(QuantityText.number(times, digits: 2)) times as much for its cost"
  }
}
