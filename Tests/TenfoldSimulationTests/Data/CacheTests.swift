import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Caches that know their keys, against exact results and Che's approximation.
struct CacheTests {
  typealias Sample = SampleSystem

  /// An api that reads a store through a cache, and writes it with a share of its requests.
  static func shop(
    keys: Double, exponent: Double, entries: Double, rate: Double, timeToLive: Double? = nil,
    fetchTime: Double = 0, coalesces: Bool = false, writes: Double = 0, rule: CacheWriteRule? = nil
  ) -> System {
    let cache = Component(
      name: "cache", kind: .cache, resources: Resources(memory: .stated(entries * 1000)),
      operations: [Operation(name: "get", writes: false)],
      state: StoredState(
        keys: TenfoldModel.KeyPopularity(
          count: .stated(keys), zipfExponent: .stated(exponent), entrySize: .stated(1000)),
        timeToLive: timeToLive.map { .stated($0) }, coalescesMisses: coalesces, onWrite: rule))
    let store = Component(
      name: "db", kind: .store,
      operations: [
        Operation(
          name: "read", demand: Demand(delay: .stated(fetchTime), variability: .stated(0)), writes: false),
        Operation(name: "write", writes: true),
      ], state: StoredState())
    let read = Step.call(Call(component: "db", operation: "read", cachedIn: "cache"))
    let steps: [Step] =
      writes == 0
      ? [read]
      : [
        .choice([
          .init(share: .stated(writes), steps: [.call(Call(component: "db", operation: "write"))]),
          .init(share: .stated(1 - writes), steps: [read]),
        ])
      ]
    return Sample.system([Sample.service("api", steps), cache, store], rate: rate)
  }

  static func hits(_ system: System, duration: Double, seed: UInt64 = 1) throws -> ConfidenceInterval {
    let report = try Sample.run(system, duration: duration, seed: seed)
    return try #require(report.component("cache").behavior?.hitRatio)
  }

  @Test func `a cache of one entry answers when the last request was for the same key`() throws {
    let weights = [1, power(2, -0.8), power(3, -0.8)]
    let exact = weights.reduce(0) { $0 + $1 * $1 } / (weights.reduce(0, +) * weights.reduce(0, +))
    #expect(
      try Self.hits(Self.shop(keys: 3, exponent: 0.8, entries: 1, rate: 100), duration: 100).contains(exact))
  }

  /// King, 1971: of two entries, a key is the last one asked for, or the last one that differs from that.
  @Test func `a cache of two entries of three keys answers as King's formula says`() throws {
    let weights = [1, power(2, -0.8), power(3, -0.8)]
    let total = weights.reduce(0, +)
    let shares = weights.map { $0 / total }
    var exact = 0.0
    for (i, p) in shares.enumerated() {
      var present = p
      for (j, q) in shares.enumerated() where j != i { present += q * p / (1 - q) }
      exact += p * present
    }
    #expect(
      try Self.hits(Self.shop(keys: 3, exponent: 0.8, entries: 2, rate: 100), duration: 100).contains(exact))
  }

  @Test(arguments: [(2000.0, 0.9, 100.0), (500, 0.6, 200)])
  func `the least recently used leaves as Che's approximation says`(
    _ keys: Double, _ exponent: Double, _ entries: Double
  ) throws {
    let che = try LeastRecentlyUsedCache(
      popularity: .zipf(keyCount: Int(keys), exponent: exponent), entryCount: entries)
    let hits = try Self.hits(
      Self.shop(keys: keys, exponent: exponent, entries: entries, rate: 400), duration: 60)
    // The approximation itself errs by less than 0.2 points.
    #expect(abs(hits.estimate - che.hitRatio) < hits.halfWidth + 0.002)
  }

  @Test func `entries that expire are found as the exact formula says`() throws {
    let popularity = try KeyPopularity.zipf(keyCount: 200, exponent: 0.9)
    let exact = try ExpiringCache(
      popularity: popularity, requestRate: 200, timeToLive: 2, rule: .fixed)
    let system = Self.shop(keys: 200, exponent: 0.9, entries: 1000, rate: 200, timeToLive: 2)
    #expect(try Self.hits(system, duration: 120).contains(exact.hitRatio))
  }

  /// From a fetch to the next pass the time to live, the fetch, and the wait for whoever asks next.
  @Test func `of several misses only one asks the store where they are coalesced`() throws {
    let system = Self.shop(
      keys: 1, exponent: 0, entries: 1, rate: 40, timeToLive: 1, fetchTime: 0.25, coalesces: true)
    let report = try Sample.run(system, duration: 800)
    let cycle = 1 + 0.25 + 1 / 40.0
    #expect(report.component("db").throughput.contains(1 / cycle))
    // Who comes during a fetch waits for its rest, half of it on average.
    #expect(try #require(report.component("cache").behavior?.coalesced).contains(10 / cycle))
    #expect(report.journey.responseTime.contains((0.25 + 10 * 0.125) / (cycle * 40)))
  }

  /// A stampede: every request during the fetch misses as well, and each of their fetches keeps the entry longer.
  @Test func `without coalescing every request during a fetch asks the store`() throws {
    let system = Self.shop(keys: 1, exponent: 0, entries: 1, rate: 40, timeToLive: 1, fetchTime: 0.25)
    let report = try Sample.run(system, duration: 800)
    let lastMiss = 0.25 - (1 - exponential(-10)) / 40
    let cycle = 1 / 40.0 + 0.25 + lastMiss + 1
    #expect(report.component("db").throughput.contains((1 + 10) / cycle))
  }

  @Test func `a cold cache misses each key once`() throws {
    let system = Self.shop(keys: 300, exponent: 0.8, entries: 300, rate: 50)
    let report = try Sample.run(system, duration: 20) {
      $0.events = [.cacheFlush(component: "cache", at: 0)]
      $0.removesWarmUp = false
      $0.length.runs = 10
    }
    // Of N requests as many miss as there are distinct keys among them; N is Poisson, so each key is asked for or not by
    // itself.
    let popularity = ZipfPopularity(keyCount: 300, exponent: 0.8)
    let distinct = zip(popularity.counts, popularity.shares).reduce(0) { sum, group in
      sum + group.0 * (1 - exponential(-group.1 * 1000))
    }
    let missed = 50 * (1 - (try #require(report.component("cache").behavior?.hitRatio).estimate))
    // Ten runs: the number of distinct keys varies by less than its square root.
    #expect(abs(missed - distinct / 20) < 4 * (distinct / 10).squareRoot() / 20 + 0.02 * missed)
  }

  @Test func `writes remove entries, or update them`() throws {
    let popularity = try KeyPopularity.zipf(keyCount: 1000, exponent: 0.9)
    let removing = try LeastRecentlyUsedCache(
      popularity: popularity, entryCount: 100, invalidatingShare: 0.2)
    let updating = try LeastRecentlyUsedCache(popularity: popularity, entryCount: 100)
    for (rule, law) in [(CacheWriteRule.remove, removing), (.update, updating)] {
      let system = Self.shop(
        keys: 1000, exponent: 0.9, entries: 100, rate: 400, writes: 0.2, rule: rule)
      let hits = try Self.hits(system, duration: 60)
      // An update also makes an entry the most recent, which moves little.
      #expect(abs(hits.estimate - law.hitRatio) < hits.halfWidth + 0.004)
    }
  }

  /// A hit finds an entry of an age that is even between 0 and the time to live, and stale if a write came since.
  @Test func `entries that writes leave alone show old content until they expire`() throws {
    let system = Self.shop(
      keys: 1, exponent: 0, entries: 1, rate: 60, timeToLive: 2, writes: 0.01, rule: .keep)
    let report = try Sample.run(system, duration: 600)
    let behavior = try #require(report.component("cache").behavior)
    let writesPerLife = 60 * 0.01 * 2
    #expect(try #require(behavior.staleShare).contains(1 - (1 - exponential(-writesPerLife)) / writesPerLife))
    let oldest = try #require(behavior.staleAges[0.99])
    #expect(oldest.estimate < 2 && oldest.estimate > 1)
  }

  @Test func `a stated hit ratio stays what it is`() throws {
    var system = Self.shop(keys: 100, exponent: 1, entries: 10, rate: 100)
    system["cache"]?.state?.hitRatio = .stated(0.6)
    let report = try Sample.run(system, duration: 100)
    #expect(report.component("cache").behavior == nil)
    #expect(report.component("db").throughput.contains(40))
  }

  @Test func `a cache that does not answer is a miss`() throws {
    var system = Self.shop(keys: 100, exponent: 1, entries: 100, rate: 50)
    system["cache"]?.operations[0].failureShare = .stated(1)
    let report = try Sample.run(system, duration: 40)
    #expect(report.component("db").throughput.contains(50))
    #expect(report.journey.failures.isEmpty)
  }
}
