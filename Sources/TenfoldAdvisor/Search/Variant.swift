import TenfoldCatalog
import TenfoldModel

/// A system with a remedy applied, read again.
struct Variant: Sendable {
  /// What was done.
  let remedy: RemedyFigures
  let subject: String
  let action: String
  /// The number that the action replaces, if it replaces one.
  let insteadOf: String?
  /// The changed system and its limits.
  let system: System
  let limits: LimitSet
  /// Users at which each of its limits breaks, by the limit's id.
  let breaks: [(limit: any GrowthLimit, users: Double)]
  /// Change of the running cost, in US dollars a month.
  let monthlyCost: Double

  /// The limit that breaks first.
  var first: (limit: any GrowthLimit, users: Double)? {
    breaks.min { $0.users < $1.users }
  }

  /// Users it reaches; infinite without a limit.
  var reaches: Double { first?.users ?? .infinity }

  /// Users at which the limit of an id breaks; infinite when it is gone.
  func breakingUsers(of id: String) -> Double {
    breaks.first { $0.limit.identity.id == id }?.users ?? .infinity
  }
}

/// What a change is worth: how far it carries the limit at hand, for what effort and money.
///
/// Gain is the logarithm of users reached over users before, up to the goal. Cost is that of three years:
/// person-weeks at the catalogue's price of a week, and 36 months of added running cost. Changes that are hard to undo, or
/// risky, must gain more. See docs/decisions/0020-what-to-do-first.md.
struct Score: Sendable {
  /// Logarithm of users reached over users before; of the limit at hand where no change moves the first one.
  let gain: Double
  /// US dollars in three years.
  let cost: Double
  /// Gain per thousand dollars, lowered for what is hard to undo or risky.
  let value: Double

  private static let weekCost = Catalog.required("work weekCost").likely

  init(gain: Double, figures: RemedyFigures, monthlyCost: Double) {
    self.gain = gain
    cost = max(200, figures.effort.likely * Self.weekCost + 36 * max(0, monthlyCost))
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
    value = gain / cost * 1000 * undo * risk
  }
}
