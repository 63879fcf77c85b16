import TenfoldCatalog
import TenfoldModel

/// The cores of a machine that several components share are busy all the time.
struct MachineLimit: GrowthLimit {
  let identity: LimitIdentity
  /// Its index among the system's shared machines.
  let machine: Int
  var plannedShare: Double { SaturationLimit.plannedUtilization }

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.machines.indices.map { MachineLimit($0, in: reading) }
  }

  private init(_ machine: Int, in reading: Reading) {
    self.machine = machine
    identity = LimitIdentity(
      family: .capacity, kind: "machine", subject: reading.system.machines[machine].name, quantity: "CPU",
      unit: "share")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    reading.machines[machine].utilization(at: users * reading.requestsPerUser)
  }

  func limit(at users: Double, in reading: Reading) -> Double { 1 }

  func breakingUsers(in reading: Reading) -> Double {
    let users = reading.machines[machine].saturationRate / reading.requestsPerUser
    return users <= GrowthSearch.mostUsers ? users : .infinity
  }

  func restsOnAssumption(in system: LoweredSystem) -> Bool { !system.isKnown(system.machines[machine].cores) }

  /// The component that takes most of its cores.
  func busiest(in reading: Reading) -> Int { reading.machines[machine].component }

  func cause(at users: Double, in reading: Reading) -> String { "cpu:\(identity.subject)" }

  func explanation(at users: Double, in reading: Reading) -> String {
    let whole = reading.machines[machine]
    let rate = users * reading.requestsPerUser
    let parts = reading.stations.filter {
      $0.role != .replicas && reading.system.components[$0.component].machine == machine && $0.demand > 0
    }.sorted { $0.demand * $0.speed > $1.demand * $1.speed }.map { station in
      let share = station.demand * station.speed / (whole.demand * whole.speed)
      return "\(reading.system.components[station.component].name) takes \(QuantityText.share(share))"
    }
    return
      "each request takes \(QuantityText.duration(whole.demand * whole.speed)) of the CPU that its components share, of "
      + "which \(parts.joined(separator: ", ")), so \(QuantityText.rate(rate)) keep its "
      + "\(QuantityText.number(reading.cores(ofMachine: machine))) cores busy"
  }
}
