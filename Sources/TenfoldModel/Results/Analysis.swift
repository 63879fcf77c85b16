/// The three ways a growing system comes to its limits, and plain lack of capacity.
public enum ConstraintFamily: String, Sendable, Hashable, Codable, CaseIterable {
  /// People and processes cannot keep up with change.
  case coordination
  /// Calls between services add latency and failures.
  case communication
  /// Copies of state disagree, or cannot agree fast enough.
  case consistency
  /// A resource is used up.
  case capacity
}

/// Low, likely and high of a computed number, without provenance.
public struct Range3: Sendable, Hashable, Codable {
  /// 5th percentile over the ranges of the inputs.
  public var low: Double
  /// The value at the likely inputs.
  public var likely: Double
  /// 95th percentile over the ranges of the inputs.
  public var high: Double

  /// Makes a range; the bounds are widened to enclose `likely`.
  public init(low: Double, likely: Double, high: Double) {
    self.low = min(low, likely)
    self.likely = likely
    self.high = max(high, likely)
  }
}

/// One limit of the system and the number of users at which it is first violated.
public struct Constraint: Sendable, Hashable, Codable {
  /// Which of the ways it belongs to.
  public var family: ConstraintFamily
  /// Its kind, stable: `saturation`, `latency`, `availability`, `hands-on-time`, `staleness`, `connections`.
  public var kind: String
  /// The component, journey or process it concerns.
  public var subject: String
  /// What is limited, in words with units: "CPU", "p99", "connections".
  public var quantity: String
  /// The limit, in the base unit of `unit`.
  public var limit: Double
  /// The value at today's load.
  public var valueNow: Double
  /// Unit of limit and value: `share`, `s`, `connections`, `bytes`, `USD/month`, `h/week`.
  public var unit: String
  /// Users at which it is violated; nil when growth never violates it (below 10^10 users).
  public var breaksAtUsers: Range3?
  /// Requests per second at that point.
  public var breaksAtRate: Range3?
  /// True when it is violated today already.
  public var isViolatedNow: Bool
  /// Share of the samples of the inputs' ranges in which this constraint is the first, in 0...1.
  public var probabilityFirst: Double
  /// Why, in a sentence with its numbers.
  public var explanation: String
  /// Where the numbers come from.
  public var evidence: [Evidence]

  /// Makes a constraint.
  public init(
    family: ConstraintFamily, kind: String, subject: String, quantity: String, limit: Double,
    valueNow: Double, unit: String, breaksAtUsers: Range3?, breaksAtRate: Range3?, isViolatedNow: Bool,
    probabilityFirst: Double = 0, explanation: String, evidence: [Evidence] = []
  ) {
    self.family = family
    self.kind = kind
    self.subject = subject
    self.quantity = quantity
    self.limit = limit
    self.valueNow = valueNow
    self.unit = unit
    self.breaksAtUsers = breaksAtUsers
    self.breaksAtRate = breaksAtRate
    self.isViolatedNow = isViolatedNow
    self.probabilityFirst = probabilityFirst
    self.explanation = explanation
    self.evidence = evidence
  }

  /// A stable id made of kind and subject.
  public var id: String { "\(kind):\(subject)" }
}

/// One step of a plan: a remedy applied to a subject, and what reading the changed system again says.
public struct PlanStep: Sendable, Hashable, Codable {
  /// The remedy's id, such as `read-replicas` or `do-nothing`.
  public var remedy: String
  /// The component or process it changes.
  public var subject: String
  /// What to do, in a few words with numbers: "autoscale 3 to 12".
  public var action: String
  /// The constraint it answers, by id; empty when nothing need be done.
  public var relieves: String
  /// That constraint in words: `db CPU`.
  public var limit: String
  /// The way to a limit that constraint belongs to; nil when nothing need be done.
  public var family: ConstraintFamily?
  /// Users reached before the next constraint breaks, after this step and those before it; nil for no limit.
  public var reachesUsers: Range3?
  /// Change of the running cost, in US dollars a month.
  public var monthlyCost: Range3
  /// Effort, in person-weeks.
  public var effort: Range3
  /// Time until it works, in seconds.
  public var time: Range3
  /// `easy`, `medium`, `hard`, `very hard` to undo.
  public var reversibility: String
  /// `low`, `medium`, `high`.
  public var risk: String
  /// What it gives up, in a sentence.
  public var tradeoff: String
  /// The constraint that is first once it is done, by id; nil when none is left.
  public var nextConstraint: String?

  /// Makes a step.
  public init(
    remedy: String, subject: String, action: String, relieves: String, limit: String = "",
    family: ConstraintFamily? = nil, reachesUsers: Range3?, monthlyCost: Range3, effort: Range3, time: Range3,
    reversibility: String, risk: String,
    tradeoff: String, nextConstraint: String?
  ) {
    self.remedy = remedy
    self.subject = subject
    self.action = action
    self.relieves = relieves
    self.limit = limit
    self.family = family
    self.reachesUsers = reachesUsers
    self.monthlyCost = monthlyCost
    self.effort = effort
    self.time = time
    self.reversibility = reversibility
    self.risk = risk
    self.tradeoff = tradeoff
    self.nextConstraint = nextConstraint
  }
}

/// One way to begin, with what there is to choose by.
public struct FirstMove: Sendable, Hashable, Codable {
  /// The remedy's id, or `do-nothing`.
  public var remedy: String
  /// The component or process it changes.
  public var subject: String
  /// What to do, in a few words with numbers.
  public var action: String
  /// Users reached before the next limit breaks; nil for no limit.
  public var reachesUsers: Double?
  /// The slowest journey's 99th percentile at today's load once it is done, in seconds; nil without a steady state.
  public var p99: Double?
  /// Change of the running cost, in US dollars a month.
  public var monthlyCost: Double
  /// Effort, in person-weeks.
  public var effort: Double
  /// Share of the value of the best way that choosing this one loses, the mean over the ranges of all numbers, in 0...1;
  /// nil for doing nothing.
  public var regret: Double?

  /// Makes a way to begin.
  public init(
    remedy: String, subject: String, action: String, reachesUsers: Double?, p99: Double?, monthlyCost: Double,
    effort: Double
  ) {
    self.remedy = remedy
    self.subject = subject
    self.action = action
    self.reachesUsers = reachesUsers
    self.p99 = p99
    self.monthlyCost = monthlyCost
    self.effort = effort
  }
}

/// A remedy that was considered and left, with the reason.
public struct Rejection: Sendable, Hashable, Codable {
  /// The remedy's id.
  public var remedy: String
  /// The component or process it would change.
  public var subject: String
  /// Why not, in a sentence with a number.
  public var reason: String
  /// Users it would reach, when that was computed.
  public var reachesUsers: Double?

  /// Makes a rejection.
  public init(remedy: String, subject: String, reason: String, reachesUsers: Double? = nil) {
    self.remedy = remedy
    self.subject = subject
    self.reason = reason
    self.reachesUsers = reachesUsers
  }
}

/// A number whose range decides much of the answer's range.
public struct MeasureFirst: Sendable, Hashable, Codable {
  /// What it is: "CPU per request of frontend".
  public var quantity: String
  /// The number as it stands, in a person's units: "assumed 4 ms, 1 to 12".
  public var current: String
  /// Share of the variance of the first breaking load it decides, in 0...1.
  public var share: Double
  /// How to measure it, in a sentence.
  public var how: String

  /// Makes an entry.
  public init(quantity: String, current: String, share: Double, how: String) {
    self.quantity = quantity
    self.current = current
    self.share = share
    self.how = how
  }
}

/// One line of an estimate: a quantity at a scale, with the formula it comes from.
public struct EstimateLine: Sendable, Hashable, Codable {
  /// `requests`, `storage`, `bandwidth`, `compute`, `nodes`, `money`.
  public var topic: String
  /// What the line is: "requests per second at the peak".
  public var name: String
  /// The value.
  public var value: Range3
  /// Its unit.
  public var unit: String
  /// The formula with its numbers filled in.
  public var formula: String
  /// True when it rests on a convention and not on this system.
  public var isConvention: Bool

  /// Makes a line.
  public init(
    topic: String, name: String, value: Range3, unit: String, formula: String, isConvention: Bool
  ) {
    self.topic = topic
    self.name = name
    self.value = value
    self.unit = unit
    self.formula = formula
    self.isConvention = isConvention
  }
}

/// What the system takes at one number of users.
public struct Estimate: Sendable, Hashable, Codable {
  /// Users.
  public var users: Double
  /// The lines, by topic.
  public var lines: [EstimateLine]

  /// Makes an estimate.
  public init(users: Double, lines: [EstimateLine]) {
    self.users = users
    self.lines = lines
  }
}

/// How many numbers of a system rest on what.
public struct BasisCount: Sendable, Hashable, Codable {
  /// Numbers seen in telemetry or the lab.
  public var measured: Int
  /// Numbers a person or a file states.
  public var stated: Int
  /// Numbers the catalogue supplies.
  public var assumed: Int

  /// Counts.
  public init(measured: Int = 0, stated: Int = 0, assumed: Int = 0) {
    self.measured = measured
    self.stated = stated
    self.assumed = assumed
  }
}

/// The load that a plan should carry.
public struct GrowthGoal: Sendable, Hashable, Codable {
  /// Users to carry.
  public var users: Double
  /// Users to carry over users today.
  public var growth: Double
  /// True when nobody asked for it: ten times today's load.
  public var isAssumed: Bool
  /// How busy a CPU may be at the goal, in 0...1.
  public var plannedUtilization: Double

  /// Makes a goal.
  public init(users: Double, growth: Double, isAssumed: Bool, plannedUtilization: Double) {
    self.users = users
    self.growth = growth
    self.isAssumed = isAssumed
    self.plannedUtilization = plannedUtilization
  }
}

/// The whole answer about one system: what every rendering shows.
public struct Analysis: Sendable {
  /// The system as it was read, completed with assumptions.
  public var system: System
  /// What was found in the files; nil for a system that was only described.
  public var inventory: Inventory?
  /// How mature it is.
  public var assessment: Assessment
  /// Users and requests per second today.
  public var usersNow: Range3
  /// Requests per second today.
  public var rateNow: Range3
  /// Where today's load comes from, in words.
  public var loadNote: String
  /// What the plan is for.
  public var goal: GrowthGoal
  /// What the numbers rest on.
  public var bases: BasisCount
  /// Every limit, the first to break first.
  public var constraints: [Constraint]
  /// What to do, first move first.
  public var plan: [PlanStep]
  /// Ways to begin of which no other is as good in capacity, latency, price and effort and better in one; empty where
  /// nothing need be done.
  public var waysToBegin: [FirstMove]
  /// The system as it is after each step of the plan.
  public var changedSystems: [System] = []
  /// Steps of the plan that were simulated besides; empty unless that was asked for.
  public var checks: [StepCheck] = []
  /// What was considered and left.
  public var rejected: [Rejection]
  /// Which numbers to measure first.
  public var measureFirst: [MeasureFirst]
  /// What it takes at the four scales.
  public var estimates: [Estimate]
  /// What it takes at today's load; nil when that was not computed.
  public var estimateToday: Estimate?
  /// Doubts about the input and the answer.
  public var diagnostics: [Diagnostic]

  /// Joins the parts of an answer.
  public init(
    system: System, inventory: Inventory?, assessment: Assessment, usersNow: Range3, rateNow: Range3,
    loadNote: String, goal: GrowthGoal, bases: BasisCount, constraints: [Constraint], plan: [PlanStep],
    waysToBegin: [FirstMove] = [], rejected: [Rejection], measureFirst: [MeasureFirst], estimates: [Estimate],
    estimateToday: Estimate? = nil, diagnostics: [Diagnostic]
  ) {
    self.system = system
    self.inventory = inventory
    self.assessment = assessment
    self.usersNow = usersNow
    self.rateNow = rateNow
    self.loadNote = loadNote
    self.goal = goal
    self.bases = bases
    self.constraints = constraints
    self.plan = plan
    self.waysToBegin = waysToBegin
    self.rejected = rejected
    self.measureFirst = measureFirst
    self.estimates = estimates
    self.estimateToday = estimateToday
    self.diagnostics = diagnostics
  }
}

extension Analysis {
  /// The limit that breaks first: today, or at the fewest users; nil when growth reaches none.
  public var firstLimit: Constraint? {
    constraints.first.flatMap { $0.isViolatedNow || $0.breaksAtUsers != nil ? $0 : nil }
  }

  /// Users at the first limit over users today; below 1 when it is passed already, nil when growth reaches none.
  public var headroom: Double? {
    firstLimit?.breaksAtUsers.map { $0.likely / usersNow.likely }
  }
}
