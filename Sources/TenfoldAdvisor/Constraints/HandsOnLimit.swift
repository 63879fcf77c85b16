import TenfoldCatalog
import TenfoldModel

/// People deploy for more hours a week than they have: services and so deployments grow, people do not.
struct HandsOnLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .coordination, kind: "hands-on-time", subject: "deployments", quantity: "hands-on hours",
    unit: "h/week")
  private static var hoursPerWeek: Double { Catalog.required("delivery hoursPerWeek").likely }

  func value(at users: Double, in reading: Reading) -> Double {
    let delivery = reading.system.delivery
    let deploying =
      ProductGrowth.deploymentsPerWeek(at: users, in: reading) * reading.value(delivery.handsOnTime, or: 0)
    let care = ProductGrowth.services(at: users, in: reading) * reading.value(delivery.careTime, or: 0)
    return (deploying + care) / 3600
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    let delivery = reading.system.delivery
    return reading.value(delivery.people, or: 1) * reading.value(delivery.peopleShare, or: 0.2)
      * Self.hoursPerWeek
  }

  func restsOnAssumption(in system: LoweredSystem) -> Bool {
    let delivery = system.delivery
    // Care that is stated is no assumption, and how much of it is too much a convention that nothing refutes.
    if delivery.careTime >= 0, !system.isAssumed(delivery.careTime), !system.isAssumed(delivery.people) {
      return false
    }
    return [delivery.people, delivery.peopleShare, delivery.handsOnTime, delivery.changes].contains {
      system.isAssumed($0)
    }
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let delivery = reading.system.delivery
    let services = ProductGrowth.services(at: users, in: reading)
    return "\(QuantityText.count(services.rounded(), "service")) by then (services grow as users^"
      + "\(QuantityText.number(reading.value(reading.system.serviceGrowth, or: 0.3)))) x "
      + "\(QuantityText.count(reading.value(delivery.changes, or: 1), "change")) a week x "
      + "\(QuantityText.duration(reading.value(delivery.handsOnTime, or: 0))) against "
      + "\(QuantityText.number(limit(at: users, in: reading))) h of \(QuantityText.count(reading.value(delivery.people, or: 1), "person", plural: "people"))"
  }
}
