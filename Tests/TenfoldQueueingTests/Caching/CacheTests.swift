import TenfoldQueueing
import Testing

struct CacheTests {
  @Test func `sums over Zipf's law are those of all keys one by one`() throws {
    for exponent in [0.0, 0.6, 1, 1.3] {
      let keys = 30_000
      let shares = (1...keys).map { powered(Double($0), -exponent) }
      let total = shares.reduce(0, +)
      let popularity = try KeyPopularity.zipf(keyCount: keys, exponent: exponent)
      expectNear(popularity.largestShare, 1 / total, 1e-9)
      let measured = try KeyPopularity.measured(shares)
      for entries in [30.0, 1000, 20_000] {
        expectNear(
          try LeastRecentlyUsedCache(popularity: popularity, entryCount: entries).hitRatio,
          try LeastRecentlyUsedCache(popularity: measured, entryCount: entries).hitRatio, 1e-8)
      }
    }
  }

  @Test func `Che's approximation agrees with a simulated cache`() throws {
    // Zipf 1 over 20 000 keys with 2000 entries: 0.6957 simulated, 0.6970 by the approximation.
    let popularity = try KeyPopularity.zipf(keyCount: 20_000, exponent: 1)
    let cache = try LeastRecentlyUsedCache(popularity: popularity, entryCount: 2000)
    expectNear(cache.hitRatio, 0.6970277568966611, 1e-8)
    #expect(cache.hitRatio(ofShare: popularity.largestShare) > 0.999)
  }

  @Test func `deleting on write caps the hit ratio at the share of reads`() throws {
    // Measured on a store with 10 % writes and a warm cache that held all keys: 0.923 to 0.944 with a cap of 0.9 on the
    // share of keys last read; here all fit.
    let popularity = try KeyPopularity.zipf(keyCount: 1000, exponent: 0.99)
    let cache = try LeastRecentlyUsedCache(
      popularity: popularity, entryCount: 1000, invalidatingShare: 0.1)
    expectNear(cache.hitRatio, 0.9, 1e-12)
    let small = try LeastRecentlyUsedCache(popularity: popularity, entryCount: 100, invalidatingShare: 0.1)
    let through = try LeastRecentlyUsedCache(popularity: popularity, entryCount: 100)
    #expect(small.hitRatio < through.hitRatio)
  }

  @Test func `a cold cache warms up to its steady ratio`() throws {
    let popularity = try KeyPopularity.zipf(keyCount: 100_000, exponent: 0.9)
    let cache = try LeastRecentlyUsedCache(popularity: popularity, entryCount: 10_000)
    #expect(cache.hitRatio(after: 0, operationRate: 1000) == 0)
    let fill = cache.fillTime(operationRate: 1000)
    var last = 0.0
    for step in 1...10 {
      let now = cache.hitRatio(after: fill * Double(step) / 10, operationRate: 1000)
      #expect(now > last)
      last = now
    }
    expectNear(last, cache.hitRatio, 1e-9)
    expectNear(cache.hitRatio(after: 100 * fill, operationRate: 1000), cache.hitRatio, 1e-12)
  }

  @Test func `entries that expire at a fixed age hit less than those asked for anew`() throws {
    let one = try KeyPopularity.measured([1])
    let fixed = try ExpiringCache(popularity: one, requestRate: 2, timeToLive: 3, rule: .fixed)
    let reset = try ExpiringCache(popularity: one, requestRate: 2, timeToLive: 3, rule: .resetOnHit)
    expectNear(fixed.hitRatio, 6.0 / 7, 1e-12)
    expectNear(reset.hitRatio, 0.9975212478233336, 1e-12)
    expectNear(fixed.stampede(ofShare: 1, fetchTime: 0.5), 2, 1e-12)
    expectNear(fixed.entryCount, fixed.hitRatio, 1e-12)
  }

  @Test func `no entries, no hits; room for all, all hits`() throws {
    let popularity = try KeyPopularity.zipf(keyCount: 500, exponent: 1)
    #expect(try LeastRecentlyUsedCache(popularity: popularity, entryCount: 0).hitRatio == 0)
    let all = try LeastRecentlyUsedCache(popularity: popularity, entryCount: 500)
    #expect(all.hitRatio == 1 && all.characteristicTime == .infinity)
    expectNear(all.responseTime(cacheTime: 0.001, storeTime: 1), 0.001, 1e-12)
    #expect(throws: QueueingError.self) { try KeyPopularity.zipf(keyCount: 0, exponent: 1) }
    #expect(throws: QueueingError.self) { try KeyPopularity.measured([0, 0]) }
    #expect(throws: QueueingError.self) {
      try LeastRecentlyUsedCache(popularity: popularity, entryCount: .nan)
    }
  }

  private func powered(_ base: Double, _ exponent: Double) -> Double {
    // Through the cache's own sums nothing would be checked.
    var result = 1.0
    var (whole, factor) = (Int(abs(exponent) * 10 + 0.5), base.tenthRoot)
    while whole > 0 {
      if whole & 1 == 1 { result *= factor }
      factor *= factor
      whole >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }
}

extension Double {
  /// By Newton's method.
  fileprivate var tenthRoot: Double {
    var x = self
    for _ in 0..<200 {
      var ninth = x * x
      ninth *= ninth
      ninth *= ninth
      ninth *= x
      let next = x - (ninth * x - self) / (10 * ninth)
      if abs(next - x) < 1e-16 * x { break }
      x = next
    }
    return x
  }
}
