import TenfoldModel
import Testing

@testable import TenfoldSimulation

/// A service whose core is a quota, against what its arithmetic says.
struct QuotaTests {
  typealias Sample = SampleSystem

  @Test func `at a low load a request takes what it takes on a whole core`() throws {
    let report = try Self.run(rate: 1, cpu: 0.001, seconds: 1000)
    // Two within a millisecond wait for each other: 0.1 % of them, half of it.
    #expect(abs(report.journey.responseTime.estimate / 0.001 - 1) < 0.01)
  }

  @Test func `what takes longer than the period's share stands until the next period`() throws {
    // 60 ms by shares of 25 ms in periods of 100 ms: it touches three periods.
    let report = try Self.run(rate: 0.01, cpu: 0.06, seconds: 100_000)
    let mean = report.journey.responseTime.estimate
    let expected = Self.meanOverArrivals(service: 0.06, budget: 0.025, period: 0.1)
    #expect(abs(mean / expected - 1) < 0.02)
  }

  @Test func `it answers as many as a core of that share, and no more`() throws {
    let report = try Self.run(rate: 400, cpu: 0.001, seconds: 10) { $0.removesWarmUp = false }
    #expect(abs(report.journey.throughput.estimate / 250 - 1) < 0.02)
  }

  /// 20 arrivals in a period that has room for 25: most find the period's share not used up, and few wait for the next.
  @Test func `below saturation half go at full speed, and the slowest wait, as period after period says`()
    throws
  {
    let report = try Self.run(rate: 200, cpu: 0.001, seconds: 1000)
    var clock = Clock(budget: 0.025, period: 0.1)
    var stream = RandomStream(seed: 9, run: 0, purpose: 0)
    var (arrival, free) = (0.0, 0.0)
    let times = (0..<200_000).map { _ in
      arrival -= logarithm(1 - stream.unit()) / 200
      free = clock.end(of: 0.001, from: max(arrival, free))
      return free - arrival
    }.sorted()
    let (p50, p99) = (report.journey.percentiles[0.5], report.journey.percentiles[0.99])
    #expect(abs(try #require(p50).estimate / times[100_000] - 1) < 0.1)
    // Ten thousand periods of which one in ten leaves work over: tails of two such runs differ by some 3 %.
    #expect(abs(try #require(p99).estimate / times[198_000] - 1) < 0.12)
    // A core of a quarter of the speed makes every request take four times as long at least.
    #expect(times[100_000] < 0.002 && times[198_000] > 0.005)
  }

  @Test func `a quota of several cores, or of more than one, is refused with its place`() {
    for cores in [1.0, 0] {
      #expect(throws: SimulationError.self) {
        try Self.run(rate: 1, cpu: 0.001, seconds: 1) {
          $0.quotas["api"] = ProcessorQuota(cores: cores, period: 0.1)
        }
      }
    }
    #expect(throws: SimulationError.self) {
      try Self.run(rate: 1, cpu: 0.001, seconds: 1) { $0.coreSharing = .processorSharing }
    }
  }

  private static func run(
    rate: Double, cpu: Double, seconds: Double, _ change: (inout SystemSimulationOptions) -> Void = { _ in }
  ) throws -> SimulationReport {
    let system = Sample.system([Sample.service("api", cpu: cpu, scv: 0)], rate: rate)
    return try Sample.run(system, duration: seconds) {
      $0.quotas["api"] = ProcessorQuota(cores: 0.25, period: 0.1)
      change(&$0)
    }
  }

  /// A slow safe twin: one period after the other.
  private struct Clock {
    let budget: Double
    let period: Double
    var number = 0.0
    var used = 0.0

    mutating func end(of service: Double, from start: Double) -> Double {
      var (time, left) = (start, service)
      while true {
        while time >= (number + 1) * period { (number, used) = (number + 1, 0) }
        let done = min(left, budget - used, (number + 1) * period - time)
        left -= done
        used += done
        if left <= 1e-12 { return time + done }
        time = (number + 1) * period
      }
    }
  }

  /// Mean time of lone requests that come at any moment of a period.
  private static func meanOverArrivals(service: Double, budget: Double, period: Double) -> Double {
    let count = 10_000
    return (0..<count).reduce(0) { sum, index in
      var clock = Clock(budget: budget, period: period)
      let arrival = (Double(index) + 0.5) / Double(count) * period
      return sum + clock.end(of: service, from: arrival) - arrival
    } / Double(count)
  }
}
