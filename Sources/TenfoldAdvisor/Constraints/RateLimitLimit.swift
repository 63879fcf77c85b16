import TenfoldModel

/// A gateway turns requests away by its own rate limit.
struct RateLimitLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.components.indices.compactMap { index in
      reading.system.components[index].rateLimit >= 0 ? RateLimitLimit(index, in: reading) : nil
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .capacity, kind: "rate-limit", subject: reading.system.components[component].name,
      quantity: "requests per second", unit: "requests/s")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let visits = reading.readsPerRequest(of: component) + reading.writesPerRequest(of: component)
    return users * reading.requestsPerUser * visits
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    reading.value(reading.system.components[component].rateLimit, or: .infinity)
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    "it lets \(QuantityText.rate(limit(at: users, in: reading))) through and turns the rest away"
  }
}
