import TenfoldCatalog
import TenfoldModel

/// Incidents of one kind spoil more of the requests than one kind may.
///
/// What is stated to have gone wrong goes wrong again as often: times a year x duration x share of the requests. One kind may
/// spend a tenth of what the promise leaves; the promise is that of the journeys, or what is usual at the scale.
struct IncidentLimit: GrowthLimit {
  let identity: LimitIdentity
  /// Its place among the system's incidents.
  let incident: Int
  private let promise: Double?
  private static var budgetShare: Double { Catalog.required("objective budgetShare.incident").likely }

  static func all(of system: System, in reading: Reading) -> [any GrowthLimit] {
    let stated = reading.system.journeys.compactMap {
      system.objectives.promise(for: reading.system.operations[$0.operation].name).availability?.likely
    }.max()
    return reading.system.incidents.indices.map {
      IncidentLimit($0, promise: stated.map { 1 - $0 }, in: reading)
    }
  }

  private init(_ incident: Int, promise: Double?, in reading: Reading) {
    let entry = reading.system.incidents[incident]
    self.incident = incident
    self.promise = promise
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
    (promise ?? DefaultObjectives.unavailability(at: users)) * Self.budgetShare
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
