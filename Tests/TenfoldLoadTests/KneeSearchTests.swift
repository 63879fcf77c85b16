import TenfoldModel
import Testing

@testable import TenfoldLoad

/// The knee of servers that are known: what answers a rate up to a capacity, and queues beyond it.
struct KneeSearchTests {
  /// What a second of a rate gives where `capacity` can be answered and each answer takes `time` or waits.
  private static func report(_ rate: Double, capacity: Double, time: Double = 0.002, late: Double = 1e-5)
    -> LoadReport
  {
    var report = LoadReport()
    report.due = Int(rate)
    report.answered = Int(rate)
    report.answeredInTime = Int(min(rate, capacity))
    report.sendingTime = 1
    report.duration = max(1, rate / capacity)
    var latencies = [UInt32](repeating: 0, count: LatencyHistogram.binCount)
    var delays = latencies
    latencies[LatencyHistogram.bin(of: time + max(0, rate / capacity - 1))] = UInt32(rate)
    delays[LatencyHistogram.bin(of: late)] = UInt32(rate)
    report.latencies = latencies.withUnsafeBufferPointer { LatencyHistogram(counts: $0.baseAddress!) }
    report.delays = delays.withUnsafeBufferPointer { LatencyHistogram(counts: $0.baseAddress!) }
    return report
  }

  @Test(arguments: [(100.0, 1234.0), (5000, 1234), (1234, 1234), (1, 40_000)])
  func `rates close in on what a server bears, from below and from above`(_ start: Double, _ capacity: Double)
    throws
  {
    let search = KneeSearch(from: start, latencyLimit: 1) { Self.report($0, capacity: capacity) }
    let knee = try #require(search.knee)
    let broken = try #require(search.broken)
    // 3 % of the requests may be answered after the last was sent.
    #expect(search.outcome == .found && broken / knee < 1.034)
    #expect(knee <= capacity / 0.96 && broken >= capacity / 1.04)
    #expect(search.steps.count <= 22)
  }

  @Test func `a server that answers late does not keep up, whatever it answers`() throws {
    // It answers a thousand at once, but takes 2 ms for each that comes while others are asked: 0.2 s at 100/s.
    func slow(_ rate: Double) -> LoadReport { Self.report(rate, capacity: 1e9, time: rate / 500) }
    let stated = KneeSearch(from: 50, latencyLimit: 1) { slow($0) }
    #expect(try abs(#require(stated.knee) / 500 - 1) < 0.05)
    // Ten times the first load's tenth of a second.
    let relative = KneeSearch(from: 50) { slow($0) }
    #expect(try abs(#require(relative.knee) / 500 - 1) < 0.05)
  }

  @Test func `what has no knee here says so`() {
    let dead = KneeSearch(from: 100, latencyLimit: 0.001) { Self.report($0, capacity: 1e9) }
    #expect(dead.knee == nil && dead.outcome == .neverBorne && dead.broken != nil)
    // Less than 20 requests say nothing, so it ends there.
    #expect(dead.steps.map(\.rate) == [100, 50, 25, 12.5])
    let beyond = KneeSearch(from: 100, latencyLimit: 1) {
      Self.report($0, capacity: 1e9, late: $0 > 5000 ? 0.02 : 1e-5)
    }
    #expect(beyond.outcome == .beyondGenerator && beyond.broken == nil)
    var asked = 0
    let stopped = KneeSearch(from: 100, latencyLimit: 1, isStopped: { asked >= 3 }) {
      asked += 1
      return Self.report($0, capacity: 1e9)
    }
    #expect(stopped.outcome == .stopped && stopped.steps.count == 3)
  }
}
