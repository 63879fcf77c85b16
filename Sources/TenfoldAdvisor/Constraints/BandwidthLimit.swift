import TenfoldCatalog
import TenfoldModel

/// The replicas of a component cannot send and receive as many bytes as pass through it.
struct BandwidthLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int
  private static var perReplica: Double { Catalog.required("network bandwidth.replica").likely }

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.components.indices.compactMap { index in
      let kind = reading.system.components[index].kind
      guard kind == .service || kind == .gateway, bytesPerRequest(of: index, in: reading) > 0 else {
        return nil
      }
      return BandwidthLimit(index, in: reading)
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .capacity, kind: "bandwidth", subject: reading.system.components[component].name,
      quantity: "network", unit: "bytes/s")
  }

  /// Bytes of the calls of a component whose sizes are known, per request to the system.
  static func bytesPerRequest(of component: Int, in reading: Reading) -> Double {
    var bytes = 0.0
    for (index, call) in reading.system.calls.enumerated()
    where reading.system.operations[call.to].component == component {
      bytes +=
        reading.callVisits[index]
        * (reading.value(call.requestSize, or: 0) + reading.value(call.responseSize, or: 0))
    }
    return bytes
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let rate = users * reading.requestsPerUser
    let station = reading.stations[reading.primaryStation[component]]
    return rate * Self.bytesPerRequest(of: component, in: reading) / station.maximumUnits
  }

  /// The value is proportional to users, so nothing need be searched.
  func breakingUsers(in reading: Reading) -> Double {
    let perUser = value(at: 1, in: reading)
    let users = perUser > 0 ? Self.perReplica / perUser : .infinity
    return users <= GrowthSearch.mostUsers ? users : .infinity
  }

  func limit(at users: Double, in reading: Reading) -> Double { Self.perReplica }

  func restsOnAssumption(in system: LoweredSystem) -> Bool {
    true
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    "each replica passes \(QuantityText.bytes(value(at: users, in: reading)))/s, and a machine of its size "
      + "sustains \(QuantityText.bytes(Self.perReplica))/s (assumed)"
  }
}
