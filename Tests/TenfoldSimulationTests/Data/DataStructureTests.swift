import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Keys, caches, logs and hashes by themselves.
struct DataStructureTests {
  @Test(arguments: [0, 0.5, 0.99, 1, 1.2, 2.5])
  func `keys are drawn with Zipf's shares`(_ exponent: Double) {
    let sampler = ZipfSampler(keyCount: 7, exponent: exponent)
    var stream = RandomStream(seed: 3, run: 0, purpose: 1)
    var counts = [Double](repeating: 0, count: 7)
    let draws = 40_000.0
    for _ in 0..<Int(draws) { counts[Int(sampler.draw(&stream))] += 1 }
    let weights = (1...7).map { power(Double($0), -exponent) }
    let total = weights.reduce(0, +)
    // Pearson's statistic of six degrees of freedom exceeds 27.9 once in ten thousand times.
    let statistic = zip(counts, weights).reduce(0) { sum, pair in
      let expected = draws * pair.1 / total
      return sum + (pair.0 - expected) * (pair.0 - expected) / expected
    }
    #expect(statistic < 27.9)
  }

  @Test func `a billion keys cost no memory and the first has its share`() {
    let sampler = ZipfSampler(keyCount: 1e9, exponent: 0.9)
    var stream = RandomStream(seed: 5, run: 0, purpose: 1)
    var first = 0.0
    for _ in 0..<50_000 where sampler.draw(&stream) == 0 { first += 1 }
    let share = ZipfPopularity(keyCount: 1e9, exponent: 0.9).largestShare
    #expect(abs(first / 50_000 - share) < 4 * (share / 50_000).squareRoot())
  }

  /// What a cache should do, the slow way: a list in the order of use.
  struct PlainCache {
    var entries: [(key: Int64, expires: Double)] = []
    var capacity: Int
    var timeToLive: Double

    mutating func find(_ key: Int64, _ now: Double) -> Bool {
      guard let place = entries.firstIndex(where: { $0.key == key }) else { return false }
      let entry = entries.remove(at: place)
      if entry.expires <= now { return false }
      entries.insert(entry, at: 0)
      return true
    }

    mutating func fill(_ key: Int64, _ now: Double) {
      entries.removeAll { $0.key == key }
      if entries.count == capacity { entries.removeLast() }
      entries.insert((key, now + timeToLive), at: 0)
    }
  }

  @Test func `a cache of keys does what a plain list of them does`() {
    var stream = RandomStream(seed: 7, run: 0, purpose: 1)
    for capacity in [1, 2, 17, 100] {
      var plain = PlainCache(capacity: capacity, timeToLive: 300)
      var cache = KeyedCache(capacity: capacity, timeToLive: 300)
      let keys = ZipfSampler(keyCount: 3 * Double(capacity), exponent: 0.7)
      for step in 0..<3000 {
        let (key, now) = (keys.draw(&stream), Double(step))
        switch stream.index(below: 8) {
        case 0:
          cache.remove(key)
          plain.entries.removeAll { $0.key == key }
        default:
          let answer = cache.find(key, now: now)
          let found = answer != .miss
          #expect(found == plain.find(key, now))
          if !found {
            cache.fill(key, now: now)
            plain.fill(key, now)
          }
        }
        let count = cache.count
        #expect(count == plain.entries.count)
      }
      cache.clear()
      let left = cache.count
      #expect(left == 0)
    }
  }

  @Test func `an entry is outdated from the first write on, until it is filled anew`() {
    var cache = KeyedCache(capacity: 4)
    cache.fill(1, now: 0)
    let answer1 = cache.find(1, now: 1)
    #expect(answer1 == .hit(outdatedSince: .infinity))
    cache.outdate(1, now: 2)
    cache.outdate(1, now: 3)
    let answer4 = cache.find(1, now: 4)
    #expect(answer4 == .hit(outdatedSince: 2))
    cache.update(1, now: 5)
    let answer6 = cache.find(1, now: 6)
    #expect(answer6 == .hit(outdatedSince: .infinity))
    cache.update(2, now: 7)
    let answer8 = cache.find(2, now: 8)
    #expect(answer8 == .miss)
  }

  @Test func `a key is fetched by one while others wait in their order`() {
    var table = FlightTable()
    // 4096 buckets for 10000 keys, so that some share theirs.
    var flights: [Int] = []
    for key in 0..<10_000 { flights.append(table.begin(Int64(key))) }
    for key in 0..<10_000 {
      let flight = table.flight(of: Int64(key))
      #expect(flight == flights[key])
    }
    for key in stride(from: 0, to: 10_000, by: 3) { _ = table.end(flights[key]) }
    for key in 0..<10_000 {
      let flight = table.flight(of: Int64(key))
      #expect(flight == (key % 3 == 0 ? -1 : flights[key]))
    }
  }

  /// What a log should know, the slow way.
  struct PlainLog {
    var writes: [(key: Int64, committed: Double, holders: Set<Int>)] = []

    func oldestMissed(_ key: Int64, by holder: Int) -> Double {
      writes.filter { $0.key == key && !$0.holders.contains(holder) }.map(\.committed).min() ?? .infinity
    }
  }

  @Test func `a log knows what each holder misses, as a plain list does, and forgets what all have`() {
    var stream = RandomStream(seed: 9, run: 0, purpose: 1)
    var log = WriteLog(holders: 3)
    var plain = PlainLog()
    for step in 0..<2000 {
      if stream.index(below: 3) == 0 {
        let key = Int64(stream.index(below: 20))
        let version = log.add(key, committed: Double(step))
        plain.writes.append((key, Double(step), []))
        #expect(version == Int64(plain.writes.count))
      } else if !plain.writes.isEmpty {
        let index = max(0, plain.writes.count - 1 - stream.index(below: 150))
        let holder = stream.index(below: 3)
        let committed = log.mark(Int64(index + 1), holder)
        if committed != nil { #expect(!plain.writes[index].holders.contains(holder)) }
        plain.writes[index].holders.insert(holder)
        let hasIt = log.has(Int64(index + 1), holder)
        #expect(hasIt)
      }
      let (key, holder) = (Int64(stream.index(below: 20)), stream.index(below: 3))
      let missed = log.oldestMissed(key, by: holder)
      #expect(missed == plain.oldestMissed(key, by: holder))
    }
    for version in 1..<log.next { for holder in 0..<3 { _ = log.mark(version, holder) } }
    let followed = log.count
    #expect(followed == 0)
  }

  @Test func `a place more takes its share of the keys and moves no other`() {
    var (moved, counts) = (0, [Int](repeating: 0, count: 8))
    for key in 0..<20_000 as Range<Int64> {
      let (before, after) = (
        ConsistentHash.place(of: key, among: 7), ConsistentHash.place(of: key, among: 8)
      )
      if before != after {
        moved += 1
        #expect(after == 7)
      }
      counts[after] += 1
    }
    #expect(abs(Double(moved) / 20_000 - 0.125) < 4 * (0.125 * 0.875 / 20_000).squareRoot())
    #expect(counts.allSatisfy { abs(Double($0) - 2500) < 4 * (2500 * 0.875).squareRoot() })
  }
}
