import TenfoldCatalog
import TenfoldModel

/// A store's disk is full within a year at this load.
struct StorageLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int
  private static var overhead: Double { Catalog.required("store overhead").likely }
  private static var horizon: Double { Catalog.required("workload horizon").likely }

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      guard entry.kind == .store, !entry.keepsDataInMemory, entry.storage >= 0 else { return nil }
      return StorageLimit(index, in: reading)
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .capacity, kind: "storage", subject: reading.system.components[component].name,
      quantity: "disk within a year", unit: "bytes")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let entry = reading.system.components[component]
    let kept = min(Self.horizon, reading.value(entry.retention, or: Self.horizon))
    let added = Self.bytesPerSecond(of: component, at: users, in: reading) * kept
    return (reading.value(entry.size, or: 0) + added) * reading.hottestShardShare(of: component)
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    reading.value(reading.system.components[component].storage, or: .infinity)
  }

  /// Bytes a store grows by, in the mean over the day, with indexes and free space.
  static func bytesPerSecond(of component: Int, at users: Double, in reading: Reading) -> Double {
    let mean = users * reading.requestsPerUser / max(1, reading.value(reading.system.peakFactor, or: 1))
    return mean * reading.writesPerRequest(of: component)
      * reading.value(reading.system.components[component].bytesPerWrite, or: 0) * overhead
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let daily = Self.bytesPerSecond(of: component, at: users, in: reading) * 86_400
    return
      "\(QuantityText.bytes(daily)) a day fill \(QuantityText.bytes(limit(at: users, in: reading))) within a year"
  }
}
