import TenfoldCatalog
import TenfoldModel

/// Searches for the cheapest sequence of moves that carries the first bottleneck to the goal.
///
/// A single step is a poor guide: a slightly bigger machine is the cheapest way to a little more and a dear way to
/// ten times as much. So moves are tried in sequences of up to three against one bottleneck, every state read
/// again with all its limits. A beam keeps the sequences whose cost, drawn out to the goal, is least.
///
/// - Complexity: with m proposals a state, O(m · (1 + width + width)) readings of the system.
struct MoveSearch {
  /// Moves one after the other.
  struct Sequence: Sendable {
    var moves: [Variant]
    /// Three years' cost of all moves, in US dollars, plain and weighted.
    var cost = 0.0
    var weighted = 0.0
    /// What is missing less than before, of the bottleneck and of all.
    var relief = 0.0
    var totalRelief = 0.0
    /// True when the bottleneck no longer breaks before the goal.
    var reachesGoal = false

    var last: Variant { moves[moves.count - 1] }
    /// Cost drawn out to all of what is missing.
    func projectedCost(of missing: Double) -> Double { weighted * missing / max(relief, 1e-9) }
    var costPerRelief: Double { weighted / max(totalRelief, 1e-9) }
    /// Relief of the first move alone per cost as it is when the move is made: machines are added as load comes.
    var firstMoveValue = 0.0
  }

  /// Every sequence that relieves something, in the order in which they were found.
  private(set) var sequences: [Sequence] = []
  /// What no remedy can do, and why.
  private(set) var refusals: [Rejection] = []
  /// Every single move that was tried.
  private(set) var singleMoves: [Variant] = []
  /// The sequence to begin with; nil when nothing relieves the limit.
  private(set) var best: Sequence?

  private let start: System
  private let goal: Double
  private let usersNow: Double
  private let cause: String
  private let missing: Double
  /// Users at which anything breaks before the first move.
  private let firstBreak: Double
  /// Time until the limit breaks, in seconds; a month at least.
  private let deadline: Double
  private static let leastRelief = 0.01
  /// Costs within this factor of each other cannot be told apart: the work in them is known to a factor of three.
  private static let indistinguishable = 1.3
  /// First moves whose regret is compared.
  private static let mostCompared = 6
  /// Time that a first move may take however near the limit is, in seconds: a month.
  private static let leastTime = 30 * 86_400.0

  /// Searches from `start`, whose first limit is `first`.
  init(
    from start: PlanState, against first: LimitBreak, goal: Double, usersNow: Double,
    on loop: ParallelLoop = serialLoop
  ) {
    self.start = start.system
    self.goal = goal
    self.usersNow = usersNow
    deadline = Self.deadline(of: first.users, in: start, usersNow: usersNow, goal: goal)
    cause = first.limit.cause(at: first.users, in: start.limits.likely)
    missing = start.shortfall.parts[cause] ?? 0
    firstBreak = start.breaks.first?.users ?? .infinity
    singleMoves = variants(of: start, against: first, keepsRefusals: true, on: loop)
    var beam: [Sequence] = []
    for move in singleMoves { extend(nil, by: move, from: start, into: &beam) }
    let (width, depth) = Self.effort(for: start)
    for _ in 1..<max(1, depth) {
      let parents = Self.distinct(beam).filter { !$0.reachesGoal }
        .sorted { $0.projectedCost(of: missing) < $1.projectedCost(of: missing) }.prefix(width)
      beam = []
      for parent in parents {
        guard let next = parent.last.state.breaks.first(causedBy: cause, in: parent.last.state.limits.likely)
        else { continue }
        for move in variants(
          of: parent.last.state, against: next, keepsRefusals: false, on: loop)
        {
          extend(parent, by: move, from: start, into: &beam)
        }
      }
    }
    best = choice(from: start, on: loop)
  }

  /// Sequences kept and their length: less for large systems, whose readings take longer.
  private static func effort(for state: PlanState) -> (width: Int, depth: Int) {
    switch state.limits.limits.count {
    case ..<60: (6, 3)
    case ..<120: (3, 3)
    case ..<200: (2, 2)
    default: (1, 2)
    }
  }

  /// The first of the sequences that lead to the same limits: the order of moves seldom matters.
  private static func distinct(_ sequences: [Sequence]) -> [Sequence] {
    var seen: Set<[Double]> = []
    return sequences.filter { seen.insert($0.last.state.breaks.map(\.users)).inserted }
  }

  private mutating func extend(
    _ parent: Sequence?, by move: Variant, from start: PlanState, into beam: inout [Sequence]
  ) {
    var sequence = parent ?? Sequence(moves: [])
    sequence.moves.append(move)
    sequence.cost += move.costAtGoal.threeYears
    sequence.weighted += move.costAtGoal.weighted
    let left = move.state.shortfall
    let before = sequence.relief
    sequence.relief = missing - (left.parts[cause] ?? 0)
    sequence.totalRelief = start.shortfall.total - total(of: left, in: move.state.system, moving: cause)
    sequence.reachesGoal = left.parts[cause] == nil
    guard sequence.relief > before + Self.leastRelief, sequence.totalRelief > Self.leastRelief else { return }
    if parent == nil { sequence.firstMoveValue = sequence.totalRelief / move.costNow.weighted }
    // Beyond the cheapest way to the goal nothing dearer need be followed.
    let cheapest = sequences.reduce(Double.infinity) { $1.reachesGoal ? min($0, $1.weighted) : $0 }
    guard sequence.weighted < 20 * cheapest else { return }
    sequences.append(sequence)
    if sequence.weighted < cheapest { beam.append(sequence) }
  }

  /// What is missing in a state, where a bottleneck that was divided between what it was and a part split off counts once,
  /// by the worse of the two: half of it in each of two places is no more than before.
  private func total(of left: Shortfall, in system: System, moving cause: String) -> Double {
    let bottleneck = start.components.first { cause == "cpu:\($0.name)" }
    guard let kind = bottleneck?.kind, kind == .store else { return left.total }
    let known = Set(start.components.map(\.name))
    let split = system.components.filter { $0.kind == kind && !known.contains($0.name) }
      .compactMap { left.parts["cpu:\($0.name)"] }
    guard let worst = split.max() else { return left.total }
    let own = left.parts[cause] ?? 0
    return left.total - own - split.reduce(0, +) + max(own, worst)
  }

  // MARK: The choice

  /// The sequence to begin with: of those that carry the bottleneck to the goal, the one that costs least for all it
  /// relieves; among those so near to it that no estimate can tell them apart, the one whose first move is least regretted
  /// over the ranges of all numbers. Where none reaches the goal, many moves are needed: the one that costs least for
  /// what it relieves, if that is not too little.
  private func choice(from start: PlanState, on loop: ParallelLoop) -> Sequence? {
    let reaching = inTime.filter(\.reachesGoal)
    let most = inTime.map(\.relief).max() ?? 0
    let candidates = reaching.isEmpty ? inTime.filter { $0.relief >= most / 4 } : reaching
    let least = candidates.map(\.costPerRelief).min() ?? 0
    let near = candidates.filter { $0.costPerRelief <= least * Self.indistinguishable }
    return leastRegretted(near, from: start, on: loop)
  }

  /// Time until the load at which a limit breaks is there: as stated, else at the pace of growth.
  private static func deadline(
    of users: Double, in start: PlanState, usersNow: Double, goal: Double
  ) -> Double {
    let growth = logarithm(max(1.01, users / usersNow))
    if let within = start.system.workload.within?.likely {
      return within * min(1, growth / logarithm(max(1.02, goal / usersNow)))
    }
    let pace =
      start.system.workload.growthPerYear?.likely ?? Catalog.required("workload growthPerYear").likely
    return max(leastTime, ProductGrowth.year * growth / logarithm(max(1.01, pace)))
  }

  /// Sequences that begin with a step forward, if any, and whose first move works before the limit breaks; all where none
  /// does, since late is better than never.
  private var inTime: [Sequence] {
    let forward = sequences.filter { $0.moves.first.map { !breaksEarlier($0) } ?? false }
    let sequences = forward.isEmpty ? self.sequences : forward
    let quick = sequences.filter { ($0.moves.first?.remedy.time.likely ?? 0) <= deadline }
    if !quick.isEmpty { return quick }
    let least = sequences.compactMap { $0.moves.first?.remedy.time.likely }.min() ?? 0
    return sequences.filter { ($0.moves.first?.remedy.time.likely ?? 0) <= max(least, Self.leastTime) }
  }

  /// The first move of the best sequence; where the same work can be done for more components at once, it is.
  var firstMove: Variant? {
    guard let move = best?.moves.first else { return nil }
    let changed = changedComponents(of: move)
    var widest = (move: move, changed: changed)
    for other in singleMoves where other.remedy.id == move.remedy.id && other.subject == move.subject {
      let names = changedComponents(of: other)
      guard names.isStrictSuperset(of: widest.changed), !breaksEarlier(other),
        other.state.system[move.subject] == move.state.system[move.subject]
      else { continue }
      widest = (other, names)
    }
    return widest.move
  }

  /// Components that a single move adds or changes.
  private func changedComponents(of move: Variant) -> Set<String> {
    let before = Dictionary(start.components.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(move.state.system.components.filter { before[$0.name] != $0 }.map(\.name))
  }

  /// True when something breaks at fewer users than before: what a move brings nearer must not be what breaks next.
  func breaksEarlier(_ move: Variant) -> Bool { move.reaches < 0.99 * firstBreak }

  /// What has to be done before a move that makes something else break earlier than before: what would be done about that
  /// after the move, if it can be done ahead of it and brings nothing nearer itself; nil where there is no such thing.
  ///
  /// More replicas need a pooler before the store's connections run out, not after.
  func preparation(
    for move: Variant, from state: PlanState, on loop: ParallelLoop
  ) -> (move: Variant, limit: LimitIdentity)? {
    guard let hurt = move.state.breaks.first else { return nil }
    let after = MoveSearch(from: move.state, against: hurt, goal: goal, usersNow: usersNow, on: loop)
    guard let wanted = after.firstMove,
      let known = state.limits.limits.first(where: { $0.identity == hurt.limit.identity })
    else { return nil }
    let ahead = MoveSearch(
      from: state, against: LimitBreak(limit: known, users: hurt.users), goal: goal, usersNow: usersNow,
      on: loop)
    let same = ahead.singleMoves.first {
      $0.remedy.id == wanted.remedy.id && $0.subject == wanted.subject && !breaksEarlier($0)
    }
    return same.map { (move: $0, limit: known.identity) }
  }

  private func leastRegretted(
    _ candidates: [Sequence], from start: PlanState, on loop: ParallelLoop
  ) -> Sequence? {
    // Ties keep the order in which they were found, so the answer does not depend on hashing.
    var firsts: [Sequence] = []
    let ranked = candidates.enumerated().sorted {
      ($1.element.firstMoveValue, $0.offset) < ($0.element.firstMoveValue, $1.offset)
    }
    for (_, entry) in ranked {
      guard let move = entry.moves.first, firsts.count < Self.mostCompared else { break }
      let isKnown = firsts.contains {
        $0.moves[0].subject == move.subject && $0.moves[0].action == move.action
      }
      if !isKnown { firsts.append(entry) }
    }
    guard firsts.count > 1 else { return firsts.first ?? candidates.first }
    let regret = MoveRegret(
      of: firsts.map { $0.moves[0] }, from: start, goal: goal, usersNow: usersNow, on: loop)
    let least = regret.means.indices.min { regret.means[$0] < regret.means[$1] }
    return least.map { firsts[$0] }
  }

  /// The cheapest sequence with a remedy in it that carries the bottleneck to the goal.
  func cheapest(with remedy: String) -> Sequence? {
    sequences.filter { $0.reachesGoal && $0.moves.contains { $0.remedy.id == remedy } }
      .min { $0.cost < $1.cost }
  }

  // MARK: Candidates

  /// Every change worth trying against a limit, read again; refusals become rejections.
  private mutating func variants(
    of state: PlanState, against first: LimitBreak, keepsRefusals: Bool, on loop: ParallelLoop
  ) -> [Variant] {
    let situation = Situation(
      system: state.system, limits: state.limits, target: first.limit, breakingUsers: first.users,
      goalUsers: goal)
    // Running costs are shown at the load where the limit is met, but not below today's.
    let users = max(usersNow, min(first.users, goal))
    let before = MonthlyCost(at: users, in: state.limits.likely).total
    let beforeAtGoal = MonthlyCost(at: goal, in: state.limits.likely).total
    var changes: [Change] = []
    for remedy in AllRemedies.list {
      for proposal in remedy.proposals(in: situation) {
        switch proposal {
        case .refused(let subject, let reason):
          guard keepsRefusals else { continue }
          refusals.append(Rejection(remedy: remedy.id, subject: subject, reason: reason))
        case .change(let subject, let action, let insteadOf, let system):
          guard let figures = remedy.figures(for: state.system[subject], in: state.system) else { continue }
          changes.append(
            Change(
              remedy: figures, subject: subject, action: action, insteadOf: insteadOf, system: system))
        }
      }
    }
    let (tried, goal, usersNow, refuted) = (changes, goal, usersNow, state.limits.refuted)
    return parallelMap(tried.count, on: loop) { index in
      let change = tried[index]
      let changed = PlanState(change.system, refuted: refuted, goal: goal, usersNow: usersNow)
      let reading = changed.limits.likely
      let monthlyCost = MonthlyCost(at: users, in: reading).total - before
      let monthlyCostAtGoal = MonthlyCost(at: goal, in: reading).total - beforeAtGoal
      return Variant(
        remedy: change.remedy, subject: change.subject, action: change.action, insteadOf: change.insteadOf,
        state: changed, monthlyCost: monthlyCost,
        costNow: MoveCost(change.remedy, monthlyCost: monthlyCost),
        costAtGoal: MoveCost(change.remedy, monthlyCost: monthlyCostAtGoal))
    }
  }

  /// A proposal that is to be read.
  private struct Change: Sendable {
    let remedy: RemedyFigures
    let subject: String
    let action: String
    let insteadOf: String?
    let system: System
  }
}
