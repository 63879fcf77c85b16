import TenfoldCatalog
import TenfoldModel

/// A component's CPU is busy all the time: beyond that point queues grow without end.
///
/// Autoscaled components count with the most replicas their autoscaler may start.
struct SaturationLimit: GrowthLimit {
  let identity: LimitIdentity
  private let station: Int

  /// How busy a well-planned CPU is at the load it was planned for: bursts, lost machines and wrong guesses need the rest.
  static var plannedUtilization: Double { Catalog.required("compute utilization").likely }
  var plannedShare: Double { Self.plannedUtilization }

  init(station: Int, of reading: Reading) {
    let entry = reading.stations[station]
    let name = reading.system.components[entry.component].name
    self.station = station
    identity = LimitIdentity(
      family: .capacity, kind: "saturation", subject: entry.role == .replicas ? "\(name) replicas" : name,
      quantity: "CPU", unit: "share")
  }

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.stations.indices.map { SaturationLimit(station: $0, of: reading) }
  }

  func value(at users: Double, in reading: Reading) -> Double {
    reading.stations[station].utilization(at: users * reading.requestsPerUser)
  }

  func limit(at users: Double, in reading: Reading) -> Double { 1 }

  func breakingUsers(in reading: Reading) -> Double {
    let users = reading.stations[station].saturationRate / reading.requestsPerUser
    return users <= GrowthSearch.mostUsers ? users : .infinity
  }

  func cause(at users: Double, in reading: Reading) -> String {
    Self.cause(reading.stations[station].component, in: reading)
  }

  /// The cause of whatever a component's CPU spoils: its own, or that of the machine it shares.
  static func cause(_ component: Int, in reading: Reading) -> String {
    "cpu:\(processor(of: component, in: reading))"
  }

  /// The name of what gives a component its CPU: the machine that it shares, else the component itself.
  static func processor(of component: Int, in reading: Reading) -> String {
    let entry = reading.system.components[component]
    let station = reading.primaryStation[component]
    let isShared = station >= 0 && reading.isOnMachine[station]
    return isShared ? reading.system.machines[entry.machine].name : entry.name
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let entry = reading.stations[station]
    let rate = users * reading.requestsPerUser
    let cores = entry.maximumUnits * Double(entry.serverCount) * entry.speed
    let most =
      entry.maximumUnits > entry.units
      ? " at the autoscaler's \(QuantityText.count(entry.maximumUnits, "replica"))" : ""
    let demand = QuantityText.duration(entry.demand * entry.speed)
    let what = entry.role == .own ? "" : entry.role == .primary ? " of the primary" : " of each replica"
    let component = reading.system.components[entry.component]
    let given = QuantityText.count(entry.maximumUnits * reading.value(component.cores, or: 1))
    let busy =
      switch cores {
      case _ where component.usableShare >= 0:
        "the \(QuantityText.number(cores)) of its \(given) cores that contention leaves"
      case ..<1: "its \(QuantityText.number(cores)) of a core"
      case 1: "its one core"
      default: "all \(QuantityText.count(cores)) cores"
      }
    return
      "each request takes \(demand) of CPU\(what), so \(QuantityText.rate(rate)) keep \(busy) busy\(most)"
  }
}
