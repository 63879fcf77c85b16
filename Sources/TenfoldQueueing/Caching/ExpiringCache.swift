import TenfoldModel

/// A cache without a bound on its entries, each of which expires.
///
/// Requests for a key are a Poisson process. Exact.
///
/// **Source.** Jung, Berger and Balakrishnan, INFOCOM 2003 (fixed); Fofack, Nain, Neglia and Towsley, VALUETOOLS 2012
/// (reset).
public struct ExpiringCache: Sendable, Hashable {
  /// When an entry expires.
  public enum Rule: Sendable, Hashable, CaseIterable {
    /// So long after it was last asked for.
    case resetOnHit
    /// So long after it was filled, asked for or not: also what bounds the age of what is shown.
    case fixed
  }

  /// How requests spread over keys.
  public let popularity: KeyPopularity
  /// Requests per second to all keys.
  public let requestRate: Double
  /// Time to live, in seconds.
  public let timeToLive: Double
  /// When an entry expires.
  public let rule: Rule

  /// Makes a cache.
  ///
  /// - Parameters:
  ///   - popularity: How requests spread over keys.
  ///   - requestRate: Requests per second to all keys; finite, ≥ 0.
  ///   - timeToLive: In seconds; finite, ≥ 0.
  ///   - rule: When an entry expires.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public init(
    popularity: KeyPopularity, requestRate: Double, timeToLive: Double, rule: Rule
  ) throws(QueueingError) {
    try Check.atLeast(0, requestRate, "request rate", at: "cache")
    try Check.atLeast(0, timeToLive, "time to live in seconds", at: "cache")
    self.popularity = popularity
    self.requestRate = requestRate
    self.timeToLive = timeToLive
    self.rule = rule
  }

  /// Share of the requests that find their key.
  public var hitRatio: Double { popularity.sum { $0 * hitRatio(ofShare: $0) } }

  /// Mean number of entries.
  public var entryCount: Double { popularity.sum { hitRatio(ofShare: $0) } }

  /// Share of the requests for a key with a share of all requests that find it; equally the share of time it is present.
  public func hitRatio(ofShare share: Double) -> Double {
    let requests = share * requestRate * timeToLive
    switch rule {
    case .resetOnHit: return -exponentialMinusOne(-requests)
    case .fixed: return requests / (1 + requests)
    }
  }

  /// Requests for a key that miss at once while it is being fetched: a stampede, where none waits for another's fetch.
  ///
  /// - Parameters:
  ///   - share: Share of the requests for the key.
  ///   - fetchTime: Time to fetch it from the store, in seconds.
  /// - Returns: Mean number, the first included.
  public func stampede(ofShare share: Double, fetchTime: Double) -> Double {
    1 + share * requestRate * fetchTime
  }
}
