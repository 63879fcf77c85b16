import TenfoldModel

/// Incidents of one kind spoil more of the requests than one kind may.
///
/// What is stated to have gone wrong goes wrong again as often: times a year x duration x share of the requests. One kind may
/// spend a tenth of what the promise leaves; the promise is that of the journeys, or what is usual at the scale.
struct IncidentLimit: GrowthLimit {
  let identity: LimitIdentity
  /// Its place among the system's incidents.
  let incident: Int
  private let allowance: FailureAllowance

  static func all(of system: System, in reading: Reading) -> [any GrowthLimit] {
    let allowance = FailureAllowance(objectives: system.objectives, in: reading)
    return reading.system.incidents.indices.map { IncidentLimit($0, allowance: allowance, in: reading) }
  }

  private init(_ incident: Int, allowance: FailureAllowance, in reading: Reading) {
    let entry = reading.system.incidents[incident]
    self.incident = incident
    self.allowance = allowance
    let family: ConstraintFamily =
      switch entry.cause {
      case .change: .coordination
      case .overload, .tenant: .capacity
      case .duplicate: .consistency
      case .fault, .zone, .region, .dependency, .retryStorm: .communication
      }
    identity = LimitIdentity(
      family: family, kind: "incidents", subject: entry.name, quantity: "requests that incidents spoil",
      unit: "share")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let entry = reading.system.incidents[incident]
    let spoilt =
      reading.value(entry.perYear, or: 0) * reading.value(entry.duration, or: 0) / ProductGrowth.year
    return min(1, spoilt * reading.value(entry.affectedShare, or: 1))
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    allowance.share(at: users)
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let entry = reading.system.incidents[incident]
    return "\(QuantityText.number(reading.value(entry.perYear, or: 0), digits: 2)) times a year x "
      + "\(QuantityText.duration(reading.value(entry.duration, or: 0))) x "
      + "\(QuantityText.share(reading.value(entry.affectedShare, or: 1))) of the requests spoil "
      + "\(QuantityText.share(value(at: users, in: reading))), where one kind of incident may spoil "
      + QuantityText.share(limit(at: max(users, reading.usersNow), in: reading))
  }
}
