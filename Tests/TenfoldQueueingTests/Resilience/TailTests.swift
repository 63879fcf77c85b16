import TenfoldQueueing
import Testing

struct TailTests {
  @Test(arguments: [(0.01, 100.0, 0.634), (1e-4, 2000, 0.181)])
  func `few slow leaves make most requests slow`(_ each: Double, _ count: Double, _ slow: Double) {
    // Dean and Barroso, CACM 56(2), 2013.
    #expect(abs(ScatterGather.slowShare(each: each, count: count) - slow) < 5e-4)
    expectNear(ScatterGather.leafShare(forAll: 1 - slow, count: count), 1 - each, 1e-4)
  }

  @Test func `the slowest of ten exponential leaves`() {
    let quantile = ScatterGather.quantile(0.99, count: 10, scale: 1) { t in t < 0 ? 1 : expDecay(t) }
    // (1 − e^(−t))^10 = 0.99
    expectNear(1 - ScatterGather.slowShare(each: expDecay(quantile), count: 10), 0.99, 1e-9)
  }

  @Test func `hedging cuts the tail for a few percent more load`() throws {
    // The published shape: 99.9th percentile from 1800 to 74 ms for 2 % more requests. A body of 10 ms and 0.4 % that take
    // a second.
    let latency = try LatencyMixture([
      .init(probability: 0.996, distribution: .exponential(mean: 0.003)),
      .init(probability: 0.004, distribution: .exponential(mean: 1)),
    ])
    let hedging = try Hedging(after: 0.012) { latency.tail(beyond: $0) }
    #expect(hedging.extraLoad < 0.03)
    #expect(latency.quantile(0.999) / hedging.quantile(0.999) > 20)
  }

  @Test func `a backlog drains with what is left of the capacity`() throws {
    let drain = try BacklogDrain(arrivalRate: 70, capacity: 100)
    expectNear(drain.drainTime(backlog: 3000), 100, 1e-12)
    // Overload of 1.5 for 60 s: 60 · 0.5/(1 − 0.7).
    expectNear(drain.recoveryTime(afterOverload: 1.5, duration: 60), 100, 1e-12)
    expectNear(drain.recoveryTime(afterOutage: 30), 70, 1e-12)
    #expect(try BacklogDrain(arrivalRate: 100, capacity: 100).drainTime(backlog: 1) == .infinity)
  }

  /// e^(−t) by its series on halves, without a mathematics library.
  private func expDecay(_ t: Double) -> Double {
    let small = t / 1024
    var (term, sum) = (1.0, 1.0)
    for k in 1...12 {
      term *= -small / Double(k)
      sum += term
    }
    return (0..<10).reduce(sum) { value, _ in value * value }
  }
}
