import TenfoldCatalog
import TenfoldModel

/// One fault stops too many tenants: a part that keeps state and that all of them need is not divided by tenant.
///
/// Only where tenants are stated. How many a fault may stop is a convention, a quarter; growth does not change it, so it is
/// violated today or never.
struct BlastRadiusLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int
  private static var limit: Double { Catalog.required("objective tenantsPerFault").likely }

  static func all(in reading: Reading) -> [any GrowthLimit] {
    guard reading.value(reading.system.tenantCount, or: 1) > 1 else { return [] }
    var isNeeded = [Bool](repeating: false, count: reading.system.components.count)
    for journey in reading.system.journeys.indices {
      for (index, share) in reading.requiredReach(ofJourney: journey).enumerated() where share > 0 {
        isNeeded[index] = true
      }
    }
    // A cache that is asked first is needed as what stands behind it is.
    for call in reading.system.calls where call.cache >= 0 { isNeeded[call.cache] = true }
    return reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      guard isNeeded[index], entry.isStateful else { return nil }
      return BlastRadiusLimit(index, in: reading)
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .communication, kind: "blast-radius", subject: reading.system.components[component].name,
      quantity: "tenants that one fault stops", unit: "share")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    guard reading.system.components[component].isDividedByTenant else { return 1 }
    return 1 / max(1, reading.value(reading.system.components[component].shardCount, or: 1).rounded())
  }

  func limit(at users: Double, in reading: Reading) -> Double { Self.limit }

  func breakingUsers(in reading: Reading) -> Double {
    value(at: 1, in: reading) > Self.limit ? 1 : .infinity
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let tenants = QuantityText.count(reading.value(reading.system.tenantCount, or: 1))
    let share = QuantityText.share(value(at: users, in: reading))
    return "a fault of \(identity.subject) stops \(share) of \(tenants) tenants; "
      + "\(QuantityText.share(Self.limit)) is the assumed objective"
  }
}
