import TenfoldModel
import Testing

@testable import TenfoldLoad

struct ArrivalScheduleTests {
  @Test func `moments of a constant rate have the mean and the spread of a Poisson process`() {
    let moments = Self.moments(.constant(100), duration: 100)
    // 10 000 expected, standard deviation 100.
    #expect(abs(moments.count - 10_000) < 400)
    let gaps = zip(moments.dropFirst(), moments).map { $0 - $1 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
    #expect(gaps.allSatisfy { $0 > 0 })
    // An exponential time has as much deviation as mean; the estimate's own error is some 1.4 % here.
    #expect(abs(variance / (mean * mean) - 1) < 0.06)
  }

  @Test func `a curve is followed: a ramp sends a quarter of its requests in its first half`() {
    let ramp = LoadCurve(.rate, through: [.init(time: 0, value: 0), .init(time: 100, value: 200)])
    let moments = Self.moments(ramp, duration: 100)
    #expect(abs(Double(moments.count) - ramp.integral(until: 100)) < 400)
    let early = Double(moments.count { $0 < 50 }) / Double(moments.count)
    #expect(abs(early - 0.25) < 0.02)
  }

  @Test func `one seed gives one schedule, another seed another`() {
    #expect(Self.moments(.constant(10), duration: 5) == Self.moments(.constant(10), duration: 5))
    #expect(Self.moments(.constant(10), duration: 5) != Self.moments(.constant(10), duration: 5, seed: 2))
  }

  @Test func `a load of nothing sends nothing`() {
    #expect(Self.moments(.constant(0), duration: 5).isEmpty)
  }

  private static func moments(_ rate: LoadCurve, duration: Double, seed: UInt64 = 1) -> [Double] {
    var schedule = ArrivalSchedule(rate: rate, duration: duration, seed: seed)
    var moments: [Double] = []
    while let moment = schedule.next() { moments.append(moment) }
    return moments
  }
}
