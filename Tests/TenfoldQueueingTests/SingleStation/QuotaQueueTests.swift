import TenfoldModel
import Testing

@testable import TenfoldQueueing

/// A server with a quota beside one without and one that is slower, on the same arrivals and services.
struct QuotaQueueTests {
  private struct Paths {
    /// Share of the requests that the quota delayed at all.
    var delayedShare = 0.0
    /// True when full speed is never slower than the quota, and the quota never slower than the slow server.
    var isEnclosed = true
  }

  /// Sends requests to all three, one after the other.
  ///
  /// - Parameters:
  ///   - busy: Share of the quota.
  ///   - variation: 0 for services that are all the same, 1 for exponential ones.
  private static func paths(busy: Double, service: Double, variation: Double, cores: Double) -> Paths {
    var random = SplitMix64(state: 17)
    let (period, budget, count) = (0.01, cores * 0.01, 200_000)
    let rate = busy * cores / service
    var (now, full, slow, end) = (0.0, 0.0, 0.0, 0.0)
    var (number, left) = (0.0, budget)
    var paths = Paths()
    for _ in 0..<count {
      now += -logarithm(1 - random.unit()) / rate
      let work = variation == 0 ? service : -logarithm(1 - random.unit()) * service
      full = max(full, now) + work
      slow = max(slow, now) + work / cores
      var (begin, rest) = (max(end, now), work)
      while true {
        let current = (begin / period).rounded(.down)
        if current > number { (number, left) = (current, budget) }
        let part = min(rest, left, (current + 1) * period - begin)
        (rest, left) = (rest - part, left - part)
        guard rest > 1e-12 else {
          end = begin + part
          break
        }
        begin = (current + 1) * period + 1e-12
      }
      if end > full + 1e-8 { paths.delayedShare += 1 / Double(count) }
      if full > end + 1e-7 || end > slow + 1e-7 { paths.isEnclosed = false }
    }
    return paths
  }

  @Test(arguments: [0.3, 0.6, 0.8, 0.9])
  func `no more are delayed than is said, and not many fewer, between full speed and a slow server`(
    _ busy: Double
  ) throws {
    for (service, variation) in [(0.0002, 0.0), (0.0002, 1), (0.00005, 1)] {
      let paths = Self.paths(busy: busy, service: service, variation: variation, cores: 0.25)
      #expect(paths.isEnclosed)
      let said = try QuotaQueue(
        arrivalRate: busy * 0.25 / service, serviceTime: service, squaredVariation: variation, cores: 0.25,
        period: 0.01)
      #expect(abs(said.utilization - busy) < 1e-12)
      // 200,000 requests, which are delayed in groups: a percent of deviation near saturation.
      #expect(
        said.delayedShare > paths.delayedShare - 0.01
          && said.delayedShare < 1.35 * paths.delayedShare + 0.02,
        "\(busy), \(service), \(variation): \(said.delayedShare), \(paths.delayedShare)")
    }
  }

  @Test func `nobody is delayed without requests, all are at the end, and what is out of range is refused`()
    throws
  {
    func share(_ rate: Double) throws -> Double {
      try QuotaQueue(
        arrivalRate: rate, serviceTime: 0.0002, squaredVariation: 0, cores: 0.25, period: 0.01
      ).delayedShare
    }
    #expect(try share(0) == 0 && share(1250) == 1 && share(5000) == 1)
    // More than twelve of what fits in a period hardly ever come where two do.
    #expect(try share(200) < 1e-5)
    #expect(throws: QueueingError.self) {
      try QuotaQueue(arrivalRate: 1, serviceTime: 1, squaredVariation: 0, cores: 1.5, period: 1)
    }
  }
}
