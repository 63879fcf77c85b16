import TenfoldCatalog
import TenfoldModel

/// A system with one more remedy applied, read again with all its limits.
struct Variant: Sendable {
  /// What was done.
  let remedy: RemedyFigures
  let subject: String
  let action: String
  /// The number that the action replaces, if it replaces one.
  let insteadOf: String?
  /// The changed system, read again.
  let state: PlanState
  /// Change of the running cost at the load where the limit was met, in US dollars a month.
  let monthlyCost: Double
  /// What the move costs with the machines of the load where the limit was met, and with those of the goal.
  let costNow: MoveCost
  let costAtGoal: MoveCost

  /// Users it reaches; infinite without a limit.
  var reaches: Double { state.breaks.first?.users ?? .infinity }
}

/// A system on the way to the goal, with its limits and how far it is.
struct PlanState: Sendable {
  let system: System
  let limits: LimitSet
  let breaks: [LimitBreak]
  let shortfall: Shortfall

  /// Reads a system whose limits are known.
  init(_ system: System, limits: LimitSet, goal: Double, usersNow: Double) {
    self.system = system
    self.limits = limits
    breaks = limits.likelyBreaks
    shortfall = Shortfall(breaks, goal: goal, usersNow: usersNow, in: limits.likely)
  }

  /// Reads a changed system.
  ///
  /// - Parameter refuted: What today's load refutes in the system that runs.
  init(_ system: System, refuted: [LimitIdentity], goal: Double, usersNow: Double) {
    let limits = LimitSet(system, lowered: Catalog.lower(system), refuted: refuted)
    self.init(system, limits: limits, goal: goal, usersNow: usersNow)
  }
}

/// What a move costs over three years: work once, machines every month.
///
/// Person-weeks at the catalogue's price of a week, and 36 months of the running cost it adds; what it saves is not
/// counted, since savings rest on prices more than on the system. In ``weighted`` the work counts more
/// where it is hard to undo or risky. See docs/decisions/0023-cheapest-way-to-the-goal.md.
struct MoveCost: Sendable {
  /// US dollars in three years.
  let threeYears: Double
  /// The same, with work that is hard to undo or risky counted more.
  let weighted: Double

  private static var weekCost: Double { Catalog.required("work weekCost").likely }
  /// No move is free: somebody decides on it and carries it out.
  private static let leastWork = 200.0

  /// - Parameter effort: Person-weeks; the likely ones unless given.
  init(_ figures: RemedyFigures, monthlyCost: Double, effort: Double? = nil) {
    let work = max(Self.leastWork, (effort ?? figures.effort.likely) * Self.weekCost)
    let machines = 36 * max(0, monthlyCost)
    let undo =
      switch figures.reversibility {
      case "easy": 1.0
      case "medium": 0.9
      case "hard": 0.5
      default: 0.25
      }
    let risk =
      switch figures.risk {
      case "low": 1.0
      case "medium": 0.9
      default: 0.7
      }
    threeYears = work + machines
    weighted = work / (undo * risk) + machines
  }
}
