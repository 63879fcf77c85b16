import TenfoldModel

/// When the most popular key of a cache is removed, all who ask for it ask the store until one answer is back.
///
/// Only where it is said that misses of one key are not joined. For that short time the store gets the rate of the key
/// beside what it always gets; a key's rate that was seen grows with users like all requests, else it follows from
/// the popularity of the keys where that is stated.
struct StampedeLimit: GrowthLimit {
  let identity: LimitIdentity
  /// The cache, and the store behind it.
  let cache: Int
  let store: Int
  /// The operation of the store that misses ask for.
  private let operation: Int

  static func all(in reading: Reading) -> [any GrowthLimit] {
    var seen: Set<Int> = []
    return reading.system.calls.compactMap { call in
      guard call.cache >= 0, reading.system.components[call.cache].coalescesMisses == false else {
        return nil
      }
      let cache = reading.system.components[call.cache]
      let store = reading.system.operations[call.to].component
      let isKnown =
        cache.hottestRate >= 0 || cache.keyCount >= 0 && !reading.system.isAssumed(cache.keyCount)
      guard isKnown, store >= 0, reading.primaryStation[store] >= 0, seen.insert(call.to).inserted else {
        return nil
      }
      return StampedeLimit(cache: call.cache, store: store, operation: call.to, in: reading)
    }
  }

  private init(cache: Int, store: Int, operation: Int, in reading: Reading) {
    self.cache = cache
    self.store = store
    self.operation = operation
    identity = LimitIdentity(
      family: .consistency, kind: "stampede", subject: reading.system.components[store].name,
      quantity: "CPU while a popular key is fetched anew", unit: "share")
  }

  /// Requests per second for the most popular key.
  func hottestRate(at users: Double, in reading: Reading) -> Double {
    let entry = reading.system.components[cache]
    if entry.hottestRate >= 0 { return reading.values[entry.hottestRate] * users / reading.usersNow }
    return users * reading.requestsPerUser * reading.readsPerRequest(of: cache)
      * reading.popularity(of: cache).largestShare
  }

  func value(at users: Double, in reading: Reading) -> Double {
    // Misses go where reads go; the shard that keeps the key takes them alone.
    let station = reading.stations[
      reading.replicaStation[store] >= 0 && reading.primaryReadShare[store] < 0.5
        ? reading.replicaStation[store] : reading.primaryStation[store]]
    let units =
      station.role == .replicas ? max(1, reading.copies(of: store)) : 1
    let each = reading.value(reading.system.operations[operation].cpu, or: 0) / station.speed
    let burst = hottestRate(at: users, in: reading) * each / (Double(station.serverCount) * units)
    return station.utilization(at: users * reading.requestsPerUser) + burst
  }

  func limit(at users: Double, in reading: Reading) -> Double { 1 }

  func explanation(at users: Double, in reading: Reading) -> String {
    let rate = QuantityText.rate(hottestRate(at: users, in: reading))
    return "each time its most popular key is removed, \(rate) for that key miss "
      + "\(reading.system.components[cache].name) and ask \(identity.subject) at once, for nothing joins them"
  }
}
