import TenfoldModel

/// Reads of a store's copies show data older than promised: copies apply every write one after the other.
struct StalenessLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int
  private let promise: Double
  private let isDefault: Bool

  static func all(objectives: Objectives, in reading: Reading) -> [any GrowthLimit] {
    let stated = ([objectives.overall] + objectives.journeys.values).compactMap(\.staleness?.likely).min()
    return reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      let readsCopies = reading.copies(of: index) > 0 && entry.readTarget != .primary
      let isSpread = reading.system.regionCount > 1 && reading.copies(of: index) > 0
      guard readsCopies || isSpread || entry.projectionLag >= 0 else { return nil }
      return StalenessLimit(index, promise: stated, in: reading)
    }
  }

  private init(_ component: Int, promise: Double?, in reading: Reading) {
    self.component = component
    self.promise = promise ?? DefaultObjectives.staleness
    isDefault = promise == nil
    identity = LimitIdentity(
      family: .consistency, kind: "staleness", subject: reading.system.components[component].name,
      quantity: "age of data read", unit: "s")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    Self.lag(of: component, at: users, in: reading)
  }

  func limit(at users: Double, in reading: Reading) -> Double { promise }

  /// Time until copies have nearly every write: the base lag, the way between regions, and what 99 % of the writes
  /// spend waiting and being applied; several servers that apply are taken as one of their utilization.
  static func lag(of component: Int, at users: Double, in reading: Reading) -> Double {
    let entry = reading.system.components[component]
    var lag = reading.value(entry.lag, or: 0) + reading.value(entry.projectionLag, or: 0)
    if reading.system.regionCount > 1 { lag += reading.value(reading.system.crossRegion, or: 0) / 2 }
    let station = reading.replicaStation[component]
    guard station >= 0 else { return lag }
    let rate = users * reading.requestsPerUser * reading.hottestShardShare(of: component)
    var busy = 0.0
    var writes = 0.0
    for operation in entry.operations where reading.system.operations[operation].writes {
      busy += rate * reading.visits[operation] * reading.applyTime(ofWrite: operation)
      writes += rate * reading.visits[operation]
    }
    guard writes > 0 else { return lag }
    let utilization = busy / reading.applyServerCount(of: component)
    guard utilization < 1 else { return .infinity }
    return lag + logarithm(100) * busy / writes / (1 - utilization)
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let rate = users * reading.requestsPerUser
    let writes = rate * reading.writesPerRequest(of: component)
    let promised = "\(QuantityText.duration(promise))\(isDefault ? " (assumed objective)" : "")"
    let order = reading.applyServerCount(of: component) > 1 ? "" : " one after the other"
    return
      "copies apply \(QuantityText.count(writes)) writes/s\(order) and fall more than \(promised) behind"
  }
}
