import TenfoldModel

/// The pipeline's runners are busy all working hours.
struct RunnerLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .coordination, kind: "pipeline", subject: "runners", quantity: "busy runners", unit: "share")

  func value(at users: Double, in reading: Reading) -> Double {
    let delivery = reading.system.delivery
    return ProductGrowth.deploymentsPerWeek(at: users, in: reading) * reading.value(delivery.duration, or: 0)
      / (reading.value(delivery.runners, or: 1) * ProductGrowth.workingWeek)
  }

  func limit(at users: Double, in reading: Reading) -> Double { 1 }

  func restsOnAssumption(in system: LoweredSystem) -> Bool {
    let delivery = system.delivery
    return [delivery.runners, delivery.duration, delivery.changes].contains { system.isAssumed($0) }
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let delivery = reading.system.delivery
    return
      "\(QuantityText.number(ProductGrowth.deploymentsPerWeek(at: users, in: reading))) deployments a week of "
      + "\(QuantityText.duration(reading.value(delivery.duration, or: 0))) keep "
      + "\(QuantityText.number(reading.value(delivery.runners, or: 1))) runners busy all working hours"
  }
}
