import TenfoldCatalog
import TenfoldModel

/// The monthly bill exceeds what was stated.
struct BudgetLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .capacity, kind: "budget", subject: "monthly cost", quantity: "cost", unit: "USD/month")
  private let most: Double

  static func all(_ objectives: Objectives) -> [any GrowthLimit] {
    objectives.monthlyCost.map { [BudgetLimit(most: $0.likely)] } ?? []
  }

  private init(most: Double) { self.most = most }

  func value(at users: Double, in reading: Reading) -> Double {
    MonthlyCost(at: users, in: reading).total
  }

  func limit(at users: Double, in reading: Reading) -> Double { most }

  func explanation(at users: Double, in reading: Reading) -> String {
    "\(Catalog.priceBasis) give \(QuantityText.money(value(at: users, in: reading))) a month and \(QuantityText.money(most)) is allowed"
  }
}
