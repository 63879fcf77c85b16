/// The way of a system from today's load to a goal: what gives way at which load, and what is done about it.
///
/// It is the plan of an ``Analysis`` read along the growth of the load, nothing of it computed again.
public struct Roadmap: Sendable, Hashable {
  /// One stretch of the way.
  public struct Stage: Sendable, Hashable {
    /// Users at which its step becomes necessary: today's where a limit is passed already.
    public var neededAt: Double
    /// What is done.
    public var step: PlanStep
    /// Users that are carried then; infinite when no limit is left.
    public var carries: Double
  }

  /// Users today.
  public let usersNow: Double
  /// Users to carry in the end.
  public let goal: Double
  /// Users that are carried as the system stands, and what gives way then; infinite without a limit.
  public let carriesNow: Double
  /// What gives way first as the system stands; nil without a limit.
  public let firstLimit: Constraint?
  /// The stretches in their order. A plan that leaves the system as it is has none.
  public let stages: [Stage]

  /// Reads the plan of an analysis.
  public init(of analysis: Analysis) {
    usersNow = analysis.usersNow.likely
    goal = analysis.goal.users
    firstLimit = analysis.firstLimit
    carriesNow =
      firstLimit.map { $0.isViolatedNow ? 0 : $0.breaksAtUsers?.likely ?? .infinity } ?? .infinity
    var needed = max(usersNow, carriesNow)
    var stages: [Stage] = []
    for step in analysis.plan where step.family != nil {
      let carries = step.reachesUsers?.likely ?? .infinity
      stages.append(Stage(neededAt: needed, step: step, carries: carries))
      needed = max(needed, carries)
    }
    self.stages = stages
  }

  /// Users carried at the end of the way; infinite when no limit is left.
  public var carriesAtLast: Double { stages.last?.carries ?? carriesNow }

  /// True when the whole goal is carried then.
  public var reachesGoal: Bool { carriesAtLast >= goal * 0.999 }
}
