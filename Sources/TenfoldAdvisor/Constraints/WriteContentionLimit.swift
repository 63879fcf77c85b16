import TenfoldModel

/// Writes to the most popular key of a store come faster than copies in several regions can agree on them.
///
/// One write of a key must be agreed before the next: at most one per round trip.
struct WriteContentionLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int

  static func all(in reading: Reading) -> [any GrowthLimit] {
    guard reading.system.regionCount > 1 else { return [] }
    return reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      guard entry.keyCount >= 0, entry.replicationMode != .asynchronous, reading.copies(of: index) > 0,
        reading.writesPerRequest(of: index) > 0
      else { return nil }
      return WriteContentionLimit(index, in: reading)
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .consistency, kind: "write-contention", subject: reading.system.components[component].name,
      quantity: "busy share of the hottest key", unit: "share")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    users * reading.requestsPerUser * reading.writesPerRequest(of: component)
      * reading.popularity(of: component).largestShare * reading.value(reading.system.crossRegion, or: 0.08)
  }

  func limit(at users: Double, in reading: Reading) -> Double { 1 }

  func explanation(at users: Double, in reading: Reading) -> String {
    "each write of a key waits \(QuantityText.duration(reading.value(reading.system.crossRegion, or: 0.08))) "
      + "for another region, so its most popular key takes no more"
  }
}
