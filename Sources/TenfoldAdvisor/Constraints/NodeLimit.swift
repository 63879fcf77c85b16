import TenfoldModel

/// The machines have no room for the replicas that the load needs.
struct NodeLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .capacity, kind: "nodes", subject: "cluster", quantity: "cores in use", unit: "cores")
  private let cores: Double

  static func all(_ placement: Placement) -> [any GrowthLimit] {
    let cores = placement.nodePools.reduce(0.0) { sum, pool in
      sum + (pool.maximum ?? pool.count ?? .stated(0)).likely * (pool.cpu?.likely ?? 0)
    }
    return cores > 0 ? [NodeLimit(cores: cores)] : []
  }

  private init(cores: Double) { self.cores = cores }

  func value(at users: Double, in reading: Reading) -> Double {
    let rate = users * reading.requestsPerUser
    return reading.stations.reduce(0) { sum, station in
      let entry = reading.system.components[station.component]
      guard entry.kind == .service || entry.kind == .gateway else { return sum }
      return sum + station.unitsInUse(at: rate) * reading.value(entry.cores, or: 1)
    }
  }

  func limit(at users: Double, in reading: Reading) -> Double { cores }

  func explanation(at users: Double, in reading: Reading) -> String {
    "the replicas need \(QuantityText.count(value(at: users, in: reading))) cores and the node pools have "
      + QuantityText.count(cores)
  }
}
