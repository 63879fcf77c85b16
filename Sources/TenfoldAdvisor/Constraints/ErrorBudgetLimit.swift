import TenfoldModel

/// Harmful changes alone spend more of the error budget than they may.
///
/// The harm of one change is a share of the traffic of one service; the promise gets stricter with the scale.
struct ErrorBudgetLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .coordination, kind: "error-budget", subject: "deployments",
    quantity: "error budget spent by changes",
    unit: "share")
  private let promise: Double?
  private let servicesOnPath: Double

  init(objectives: Objectives, in reading: Reading) {
    let stated = reading.system.journeys.compactMap {
      objectives.promise(for: reading.system.operations[$0.operation].name).availability?.likely
    }.max()
    promise = stated.map { 1 - $0 }
    let paths = reading.system.journeys.indices.map { journey in
      let reach = reading.requiredReach(ofJourney: journey)
      return reach.indices.reduce(0.0) { sum, component in
        let kind = reading.system.components[component].kind
        return kind == .service || kind == .gateway ? sum + reach[component] : sum
      }
    }
    servicesOnPath = paths.max() ?? 1
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let spent =
      AvailabilityLimit.changeDamage(in: reading) * servicesOnPath
    return spent / (promise ?? DefaultObjectives.unavailability(at: users))
  }

  func limit(at users: Double, in reading: Reading) -> Double { DefaultObjectives.changesShare }

  func explanation(at users: Double, in reading: Reading) -> String {
    let delivery = reading.system.delivery
    return "\(QuantityText.share(reading.value(delivery.failureShare, or: 0))) of the changes do harm, to "
      + "\(QuantityText.share(reading.value(delivery.exposedShare, or: 1))) of the traffic; together they spend "
      + "\(QuantityText.share(value(at: users, in: reading))) of the error budget, where half is left for the rest"
  }
}
