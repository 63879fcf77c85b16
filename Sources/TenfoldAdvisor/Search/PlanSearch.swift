import TenfoldCatalog
import TenfoldModel

/// Finds what to do first and next: the first move of the cheapest way to the goal, then again from the changed
/// system, since the bottleneck moves.
struct PlanSearch {
  /// The plan, first move first.
  private(set) var plan: [PlanStep] = []
  /// The system after each step of the plan.
  private(set) var changedSystems: [System] = []
  /// What was considered for the first limit and is not in the plan.
  private(set) var rejected: [Rejection] = []
  /// What there is to choose from against the first limit.
  private(set) var waysToBegin: [FirstMove] = []

  /// What the first of the moves that were joined into the last step replaced.
  private var replaced: String?
  /// What the last step relieves.
  private var relieved: LimitIdentity?
  private let goal: Double
  private let usersNow: Double
  private let options: AnalysisOptions
  /// True when somebody says that or how the load grows: the description or who asks.
  private let statesGrowth: Bool
  /// Samples for the range of what a step reaches; fewer than for the limits, since every step takes them.
  private static let reachSamples = 24
  /// ln of the room that a plan may lack: a seventh, less than any of its figures is good for.
  private static let tolerableShortfall = 0.15
  /// Times today's load below which nothing may leave its planned share for the system to be left alone.
  private static let restingRoom = 3.0
  /// A tenth more users is no difference to numbers like these.
  private static let indistinguishable = 1.1
  private static let mostLimitsForRivals = 60

  /// Plans from `system`, whose limits are `limits`, to `goal` users.
  init(
    _ system: System, limits: LimitSet, usersNow: Double, goal: Double, options: AnalysisOptions,
    on loop: ParallelLoop
  ) {
    var start = system
    // What was seen is in the demands by now; a changed system must not be read as if it had been seen.
    for index in start.components.indices { start.components[index].observed = [] }
    self.goal = goal
    self.usersNow = usersNow
    self.options = options
    let stated = [system.workload.growth, system.workload.growthPerYear, system.workload.within]
    statesGrowth = options.growth != nil || options.targetUsers != nil || stated.contains { $0 != nil }
    search(from: PlanState(start, limits: limits, goal: goal, usersNow: usersNow), on: loop)
  }

  private mutating func search(from start: PlanState, on loop: ParallelLoop) {
    var state = start
    var reasons: RejectionReasons?
    rest(in: start)
    // A system that carries the goal, if with little room, is left alone; one that must be changed is given room.
    let isEnough = (start.breaks.first?.users ?? .infinity) >= goal
    // Moves that are joined into one step count once.
    for _ in 0..<(isEnough ? 0 : 2 * options.mostSteps) where plan.count <= options.mostSteps {
      guard let target = target(in: state) else { break }
      let aim = aim(against: target)
      let from =
        aim == goal ? state : PlanState(state.system, limits: state.limits, goal: aim, usersNow: usersNow)
      var search = MoveSearch(from: from, against: target, goal: aim, usersNow: usersNow, on: loop)
      if reasons == nil {
        reasons = RejectionReasons(search, before: target, usersNow: usersNow, goal: aim)
        waysToBegin = ParetoFront(search, from: from, goal: aim, usersNow: usersNow, on: loop).moves
      }
      var pushed = target
      for rival in rivals(of: target, in: state) {
        let other = MoveSearch(from: state, against: rival, goal: goal, usersNow: usersNow, on: loop)
        guard let value = other.best?.firstMoveValue, value > search.best?.firstMoveValue ?? 0 else {
          continue
        }
        (search, pushed) = (other, rival)
      }
      guard var move = search.firstMove else { break }
      var relieved = pushed.limit.identity
      if search.breaksEarlier(move) {
        // What it would break is seen to first; a step back that nothing prepares is no step.
        guard let ahead = search.preparation(for: move, from: state, on: loop) else { break }
        (move, relieved) = ahead
      }
      append(move, relieving: relieved, on: loop)
      state = PlanState(move.state.system, limits: move.state.limits, goal: goal, usersNow: usersNow)
    }
    if plan.count > options.mostSteps {
      changedSystems.removeLast(plan.count - options.mostSteps)
      plan.removeLast(plan.count - options.mostSteps)
    }
    if plan.isEmpty { doNothing(in: state) }
    rejected = reasons?.rejections(besides: plan) ?? []
  }

  /// The limit to push away next: the first to break before the goal, then one that leaves clearly too little room.
  ///
  /// On each stage of tenfold growth, conventions come after what is known.
  private func target(in state: PlanState) -> LimitBreak? {
    guard let first = state.breaks.first else { return nil }
    let lowered = state.limits.lowered
    let known = state.breaks.filter { !$0.limit.isConvention(in: lowered) }.first
    if let known, known.users < endOfStage(at: first.users) { return known }
    if first.users < goal { return first }
    return state.shortfall.largest > Self.tolerableShortfall ? state.breaks.firstPlanned : nil
  }

  /// The users at which the stage of tenfold growth ends that `users` lies in; the goal at most.
  private func endOfStage(at users: Double) -> Double {
    guard usersNow > 0 else { return goal }
    var end = 10 * usersNow
    while end <= users, end < goal { end *= 10 }
    return min(end, goal)
  }

  /// The load to carry against a limit: the goal, but today's for a bill that is too high today and a growth that nobody
  /// stated, since more load costs more whatever is done.
  private func aim(against target: LimitBreak) -> Double {
    target.limit is BudgetLimit && target.users <= usersNow && !statesGrowth ? usersNow : goal
  }

  /// Limits of other causes so near to the first that no estimate can tell which is first: the better move against any
  /// of them comes first.
  private func rivals(of target: LimitBreak, in state: PlanState) -> [LimitBreak] {
    guard state.limits.limits.count < Self.mostLimitsForRivals, target.users < goal else { return [] }
    let reading = state.limits.likely
    var causes: Set<String> = [target.limit.cause(at: target.users, in: reading)]
    let near = state.breaks.filter {
      $0.users <= min(target.users * Self.indistinguishable, goal) && $0.users > usersNow
        && !$0.limit.isConvention(in: state.limits.lowered)
    }
    return near.sorted { $0.users < $1.users }.filter {
      causes.insert($0.limit.cause(at: $0.users, in: reading)).inserted
    }.prefix(2).map(\.self)
  }

  private mutating func append(_ move: Variant, relieving limit: LimitIdentity, on loop: ParallelLoop) {
    let figures = move.remedy
    let reach: Range3? =
      move.reaches.isFinite
      ? GrowthAnalysis.firstBreak(
        move.state.limits, samples: min(options.samples, Self.reachSamples), seed: options.seed,
        on: loop) : nil
    var money = move.monthlyCost
    var relieves = limit
    // The same move again is one bigger move.
    if let last = plan.last, let relieved, last.remedy == figures.id, last.subject == move.subject,
      move.insteadOf != nil
    {
      money += last.monthlyCost.likely
      relieves = relieved
      plan.removeLast()
      changedSystems.removeLast()
    } else {
      replaced = move.insteadOf
    }
    relieved = relieves
    changedSystems.append(move.state.system)
    let spread =
      money >= 0
      ? Range3(low: money * 0.7, likely: money, high: money * 1.3)
      : Range3(low: money * 1.3, likely: money, high: money * 0.7)
    plan.append(
      PlanStep(
        remedy: figures.id, subject: move.subject,
        action: move.action + (replaced.map { " instead of \($0)" } ?? ""), relieves: relieves.id,
        limit: relieves.name,
        family: relieves.family, reachesUsers: reach, monthlyCost: spread, effort: figures.effort,
        time: figures.time,
        reversibility: figures.reversibility, risk: figures.risk, tradeoff: figures.tradeoff,
        nextConstraint: move.state.breaks.first.flatMap { $0.users.isFinite ? $0.limit.identity.id : nil }))
  }

  /// Where nobody says that the load grows and nothing leaves its planned share below a multiple of it, the first thing
  /// to do is nothing but to measure; what follows is for the load that would need it.
  private mutating func rest(in state: PlanState) {
    guard !statesGrowth, let planned = state.breaks.firstPlanned, let first = state.breaks.first,
      first.users < goal,
      planned.users * planned.limit.plannedShare >= Self.restingRoom * usersNow
    else { return }
    append(
      measuring:
        "change nothing yet: at today's load nothing is near its limit, and \(first.limit.identity.quantity) of "
        + "\(first.limit.identity.subject) comes first, at \(QuantityText.number(first.users / usersNow, digits: 2)) times "
        + "that; measure, and go on when the load has grown", subject: "system", relieves: nil, in: state)
  }

  private mutating func doNothing(in state: PlanState) {
    let first = state.breaks.first
    let isEnough = (first?.users ?? .infinity) >= goal
    let action =
      isEnough
      ? "change nothing yet, since nothing breaks below \(QuantityText.users(goal)), and measure what is assumed"
      : "measure first: no remedy known here carries \(first?.limit.identity.subject ?? "it") further"
    append(
      measuring: action, subject: isEnough ? "system" : first?.limit.identity.subject ?? "system",
      relieves: isEnough ? nil : first?.limit.identity, in: state)
  }

  /// A step that changes nothing but what is known.
  private mutating func append(
    measuring action: String, subject: String, relieves: LimitIdentity?, in state: PlanState
  ) {
    guard let chosen = Catalog.remedy("measure-first") else { return }
    let first = state.breaks.first
    changedSystems.append(state.system)
    let nothing = Range3(low: 0, likely: 0, high: 0)
    plan.append(
      PlanStep(
        remedy: chosen.id, subject: subject, action: action, relieves: relieves?.id ?? "",
        limit: relieves?.name ?? "", family: relieves?.family,
        reachesUsers: first.flatMap {
          $0.users.isFinite ? Range3(low: $0.users, likely: $0.users, high: $0.users) : nil
        },
        monthlyCost: nothing, effort: chosen.effort, time: chosen.time, reversibility: chosen.reversibility,
        risk: chosen.risk, tradeoff: chosen.tradeoff,
        nextConstraint: first.flatMap { $0.users.isFinite ? $0.limit.identity.id : nil }))
  }
}
