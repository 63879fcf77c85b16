import TenfoldModel
import TenfoldQueueing

/// Reads of a store's copies show data older than promised: copies apply every write one after the other.
struct StalenessLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int
  private let promise: Double
  private let isDefault: Bool

  static func all(objectives: Objectives, in reading: Reading) -> [any GrowthLimit] {
    let stated = ([objectives.overall] + objectives.journeys.values).compactMap(\.staleness?.likely).min()
    return reading.system.components.indices.filter { reading.showsOlderData(of: $0) }.map { index in
      StalenessLimit(index, promise: stated, in: reading)
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

  func isConvention(in system: LoweredSystem) -> Bool { isDefault }

  func value(at users: Double, in reading: Reading) -> Double {
    reading.ageOfCopies(of: component, at: users * reading.requestsPerUser)
  }

  func limit(at users: Double, in reading: Reading) -> Double { promise }

  func explanation(at users: Double, in reading: Reading) -> String {
    let rate = users * reading.requestsPerUser
    let writes = rate * reading.writesPerRequest(of: component)
    let promised = "\(QuantityText.duration(promise))\(isDefault ? " (assumed objective)" : "")"
    let order = reading.applyServerCount(of: component) > 1 ? "" : " one after the other"
    return
      "copies apply \(QuantityText.count(writes)) writes/s\(order) and fall more than \(promised) behind"
  }
}
