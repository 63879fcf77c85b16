import TenfoldModel
import TenfoldQueueing

/// Too many writes are lost because two regions change the same key before they have told each other.
///
/// Every region takes writes and tells the others afterwards, so of two writes of a key within the lag, one from another
/// region, the later wins and the other is gone. A key of share p, with w writes/s from other regions, meets one with
/// probability 1 − e^(−p w lag).
///
/// **Source.** Bailis et al., Proceedings of the VLDB Endowment 5(8), 2012, for exponential writes.
struct LostUpdatesLimit: GrowthLimit {
  let identity: LimitIdentity
  private let component: Int
  private let allowance: FailureAllowance

  static func all(objectives: Objectives, in reading: Reading) -> [any GrowthLimit] {
    let allowance = FailureAllowance(objectives: objectives, in: reading)
    return reading.system.components.indices.compactMap { index in
      let entry = reading.system.components[index]
      // Keys of which nothing is stated tell nothing of how often two writes meet.
      guard entry.kind == .store, entry.writesEverywhere, reading.copies(of: index) > 0,
        reading.system.isKnown(entry.keyCount) || reading.system.isKnown(entry.zipfExponent),
        reading.writesPerRequest(of: index) > 0
      else { return nil }
      return LostUpdatesLimit(index, allowance: allowance, in: reading)
    }
  }

  private init(_ component: Int, allowance: FailureAllowance, in reading: Reading) {
    self.component = component
    self.allowance = allowance
    identity = LimitIdentity(
      family: .consistency, kind: "lost-updates", subject: reading.system.components[component].name,
      quantity: "writes that another region's overwrite", unit: "share")
  }

  func breakingUsers(in reading: Reading) -> Double {
    let popularity = reading.popularity(of: component)
    return GrowthSearch.firstViolation {
      share(at: $0, in: reading, popularity) > allowance.share(at: $0)
    }
  }

  func value(at users: Double, in reading: Reading) -> Double {
    share(at: users, in: reading, reading.popularity(of: component))
  }

  func limit(at users: Double, in reading: Reading) -> Double { allowance.share(at: users) }

  private func share(at users: Double, in reading: Reading, _ popularity: ZipfPopularity) -> Double {
    let lag = reading.ageOfCopies(of: component, at: users * reading.requestsPerUser)
    guard lag.isFinite else { return 1 }
    return popularity.recentlyWrittenShare(writeRate: foreignWrites(at: users, in: reading), lag: lag)
  }

  /// Writes per second that come from other regions than the largest one's.
  private func foreignWrites(at users: Double, in reading: Reading) -> Double {
    users * reading.requestsPerUser * reading.writesPerRequest(of: component)
      * (1 - reading.system.largestRegionShare)
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let users = max(users, reading.usersNow)
    let lag = reading.ageOfCopies(of: component, at: users * reading.requestsPerUser)
    return "every region takes its own writes and tells the others \(QuantityText.duration(lag)) later; with "
      + "\(QuantityText.count(foreignWrites(at: users, in: reading))) writes/s from elsewhere "
      + "\(QuantityText.share(value(at: users, in: reading))) of the writes meet one of the same key, "
      + allowance.text(at: users)
  }
}
