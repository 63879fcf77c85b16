import TenfoldModel
import TenfoldQueueing

/// Too many reads show data that was changed within the lag of the copy they ask: popular keys are written often.
///
/// Follows the popularity of keys: a key of share p at w writes/s is stale with probability 1 − e^(−p w lag).
///
/// **Source.** Bailis et al., Proceedings of the VLDB Endowment 5(8), 2012, for one copy and exponential
/// writes.
struct StaleReadsLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      // Keys of which nothing is stated tell nothing of how often a read meets a write.
      guard reading.system.isKnown(entry.keyCount) || reading.system.isKnown(entry.zipfExponent),
        reading.writesPerRequest(of: index) > 0
      else { return nil }
      let readsCopies = reading.copies(of: index) > 0 && entry.readTarget != .primary
      let isSpread =
        reading.system.regionCount > 1 && reading.copies(of: index) > 0
        && entry.replicationMode == .asynchronous
      guard readsCopies || isSpread || entry.projectionLag >= 0 else { return nil }
      return StaleReadsLimit(index, in: reading)
    }
  }

  private init(_ component: Int, in reading: Reading) {
    self.component = component
    identity = LimitIdentity(
      family: .consistency, kind: "stale-reads", subject: reading.system.components[component].name,
      quantity: "reads that miss a recent write", unit: "share")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    share(at: users, in: reading, reading.popularity(of: component))
  }

  func limit(at users: Double, in reading: Reading) -> Double { DefaultObjectives.staleReads }

  func isConvention(in system: LoweredSystem) -> Bool { true }

  func breakingUsers(in reading: Reading) -> Double {
    let popularity = reading.popularity(of: component)
    return GrowthSearch.firstViolation {
      share(at: $0, in: reading, popularity) > DefaultObjectives.staleReads
    }
  }

  private func share(at users: Double, in reading: Reading, _ popularity: ZipfPopularity) -> Double {
    let lag = reading.ageOfCopies(of: component, at: users * reading.requestsPerUser)
    guard lag.isFinite else { return 1 }
    let writes = users * reading.requestsPerUser * reading.writesPerRequest(of: component)
    let fromCopies =
      reading.replicaStation[component] >= 0 && reading.system.regionCount == 1
      ? 1 - reading.primaryReadShare[component] : 1
    return fromCopies * popularity.recentlyWrittenShare(writeRate: writes, lag: lag)
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let writes = users * reading.requestsPerUser * reading.writesPerRequest(of: component)
    let lag = reading.ageOfCopies(of: component, at: users * reading.requestsPerUser)
    return "at \(QuantityText.count(writes)) writes/s and \(QuantityText.duration(lag)) of lag, "
      + "\(QuantityText.share(value(at: users, in: reading))) of the reads miss a write that is on its way "
      + "(assumed objective \(QuantityText.share(DefaultObjectives.staleReads)))"
  }
}
