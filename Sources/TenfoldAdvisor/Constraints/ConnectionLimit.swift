import TenfoldModel

/// A store's clients keep more connections open than it serves: every replica brings its pool.
struct ConnectionLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      guard entry.connectionLimit >= 0, !entry.isPooled,
        !entry.clients.isEmpty || entry.openConnections >= 0
      else { return nil }
      return ConnectionLimit(index, in: reading)
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .capacity, kind: "connections", subject: reading.system.components[component].name,
      quantity: "connections", unit: "connections")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let rate = users * reading.requestsPerUser
    let entry = reading.system.components[component]
    // Who has not said which replicas hold them has more of them as there is more to do.
    if entry.openConnections >= 0 {
      return reading.values[entry.openConnections] * max(1, users / reading.usersNow)
    }
    return reading.system.components[component].clients.reduce(0) { sum, client in
      let station = reading.primaryStation[client.component]
      let units = station >= 0 ? reading.stations[station].unitsInUse(at: rate) : 1
      return sum + units * reading.values[client.connections]
    }
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    reading.value(reading.system.components[component].connectionLimit, or: .infinity)
  }

  func restsOnAssumption(in system: LoweredSystem) -> Bool {
    let entry = system.components[component]
    guard entry.openConnections < 0 else { return false }
    return system.isAssumed(entry.connectionLimit)
      || entry.clients.contains { system.isAssumed($0.connections) }
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let clients = reading.system.components[component].clients
    if reading.system.components[component].openConnections >= 0 {
      let now = QuantityText.count(value(at: reading.usersNow, in: reading))
      return "\(now) connections are open today and become more as clients do; it is taken to serve "
        + QuantityText.count(limit(at: users, in: reading))
    }
    let names = clients.prefix(3).map { reading.system.components[$0.component].name }
    return "the pools of \(names.joined(separator: ", "))\(clients.count > 3 ? " and others" : "") add up to "
      + "\(QuantityText.count(value(at: users, in: reading), "connection")); it serves "
      + QuantityText.count(limit(at: users, in: reading))
  }
}
