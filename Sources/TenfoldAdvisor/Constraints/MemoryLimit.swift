import TenfoldModel

/// What a store keeps in memory outgrows it; kept data grows with users.
struct MemoryLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      guard entry.size >= 0, entry.memory >= 0, !entry.isAskedFirst else { return nil }
      guard entry.kind == .cache || (entry.kind == .store && entry.keepsDataInMemory) else { return nil }
      return MemoryLimit(index, in: reading)
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .capacity, kind: "memory", subject: reading.system.components[component].name,
      quantity: "memory", unit: "bytes")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    reading.value(reading.system.components[component].size, or: 0) * users / reading.usersNow
      * reading.hottestShardShare(of: component)
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    reading.value(reading.system.components[component].memory, or: .infinity)
  }

  func restsOnAssumption(in system: LoweredSystem) -> Bool {
    let entry = system.components[component]
    return system.isAssumed(entry.size) || system.isAssumed(entry.memory)
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let now = reading.value(reading.system.components[component].size, or: 0)
    return "what it keeps, \(QuantityText.bytes(now)) today, grows with users to its "
      + QuantityText.bytes(limit(at: users, in: reading))
  }
}
