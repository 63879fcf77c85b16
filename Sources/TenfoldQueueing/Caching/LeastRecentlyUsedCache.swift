import TenfoldModel

/// A cache that drops what was not asked for longest, under independent requests: Che's approximation.
///
/// A key is present as long as it was asked for within the characteristic time, which is the same for all keys. Against
/// simulation the hit ratio errs by less than 0.2 points.
///
/// **Source.** Che, Tung and Wang, IEEE JSAC 20(7), 2002; Fricker, Robert and Roberts, ITC 24, 2012 (why it is so good).
public struct LeastRecentlyUsedCache: Sendable, Hashable {
  /// How requests spread over keys.
  public let popularity: KeyPopularity
  /// Entries that fit.
  public let entryCount: Double
  /// Share of the operations that write, and so delete the entry.
  public let invalidatingShare: Double
  /// Time within which a key was asked for if it is present, in operations; infinite when all keys fit.
  public let characteristicTime: Double
  /// Share of the reads that find their key.
  public let hitRatio: Double

  /// Solves a cache.
  ///
  /// - Parameters:
  ///   - popularity: How operations, reads and writes alike, spread over keys.
  ///   - entryCount: Entries that fit; finite, ≥ 0.
  ///   - invalidatingShare: Share of the operations that are writes which delete the entry, in 0...1; 0 for a cache that is
  ///     written through.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public init(
    popularity: KeyPopularity, entryCount: Double, invalidatingShare: Double = 0
  ) throws(QueueingError) {
    try Check.atLeast(0, entryCount, "number of entries", at: "cache")
    try Check.share(invalidatingShare, "share of writes that delete", at: "cache")
    self.popularity = popularity
    self.entryCount = entryCount
    self.invalidatingShare = invalidatingShare
    // A key is present when its last operation was a read, and recent.
    let reading = 1 - invalidatingShare
    let present = { (time: Double) in
      reading * popularity.sum { -exponentialMinusOne(-$0 * time) }
    }
    guard entryCount > 0, reading > 0 else {
      (characteristicTime, hitRatio) = (0, 0)
      return
    }
    var high = entryCount / reading
    while present(high) < entryCount, high < 1e30 { high *= 4 }
    guard high < 1e30, entryCount < popularity.keyCount * reading * (1 - 1e-12) else {
      (characteristicTime, hitRatio) = (.infinity, reading)
      return
    }
    let time = RootFinding.root(between: 0, and: high, relativeTolerance: 1e-13) { present($0) - entryCount }
    characteristicTime = time
    hitRatio = reading * popularity.sum { $0 * -exponentialMinusOne(-$0 * time) }
  }

  /// Share of the reads of a key with a share of the requests that find it.
  public func hitRatio(ofShare share: Double) -> Double {
    (1 - invalidatingShare)
      * (characteristicTime == .infinity ? 1 : -exponentialMinusOne(-share * characteristicTime))
  }

  /// Share of the reads that find their key, so long after the cache was empty.
  ///
  /// Until the cache is full nothing is dropped: a key is present once it was asked for. From ``fillTime(operationRate:)``
  /// on the ratio is the steady one.
  ///
  /// - Parameters:
  ///   - time: Since the cache was empty, in seconds; ≥ 0.
  ///   - operationRate: Operations per second that reach the cache; ≥ 0.
  public func hitRatio(after time: Double, operationRate: Double) -> Double {
    let operations = time * operationRate
    guard operations < characteristicTime else { return hitRatio }
    return (1 - invalidatingShare) * popularity.sum { $0 * -exponentialMinusOne(-$0 * operations) }
  }

  /// Time to fill an empty cache, in seconds; infinite when all keys fit, as the last one may be asked for ever so late.
  public func fillTime(operationRate: Double) -> Double { characteristicTime / operationRate }

  /// Operations per second that the cache passes on: reads that miss. A cold cache passes on all of them.
  public func missRate(readRate: Double) -> Double { readRate * (1 - hitRatio) }

  /// Mean response of a read: the cache is asked first, the store where it misses.
  ///
  /// - Parameters:
  ///   - cacheTime: Response of the cache, in seconds.
  ///   - storeTime: Response of the store, in seconds.
  public func responseTime(cacheTime: Double, storeTime: Double) -> Double {
    cacheTime + (1 - hitRatio) * storeTime
  }
}
