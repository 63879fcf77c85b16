import TenfoldModel
import Testing

@testable import TenfoldSimulation

struct StatisticsTests {
  @Test func `a quantile of the histogram is within 1 in 128 of the exact one`() {
    var stream = RandomStream(seed: 4, run: 0, purpose: 0)
    var histogram = LatencyHistogram()
    var halves = [LatencyHistogram(), LatencyHistogram()]
    let values = (0..<3000).map { _ in Ziggurat.tables.exponentialNumber(&stream) * 0.01 }
    for (index, value) in values.enumerated() {
      histogram.add(value)
      halves[index % 2].add(value)
    }
    let sorted = values.sorted()
    for share in [0.01, 0.5, 0.9, 0.99, 1] {
      let exact = sorted[max(1, Int((share * 3000).rounded(.up))) - 1]
      let read = histogram.quantile(share) ?? 0
      #expect(abs(read / exact - 1) <= 1.0 / 128)
    }
    halves[1].merge(halves[0])
    #expect(halves[1] == histogram)
    #expect(abs(histogram.share(above: 0.02) - exponential(-2)) < 0.03)
  }

  @Test func `times beyond the histogram's range stay at its ends`() {
    var histogram = LatencyHistogram()
    #expect(histogram.quantile(0.5) == nil)
    for value in [0, 1e-12, 1e9] { histogram.add(value) }
    #expect(histogram.total == 3)
    #expect(histogram.quantile(0.1) == 0)
    #expect((histogram.quantile(1) ?? 0) > 4e6)
  }

  /// Two-sided tables of Student's t, as in any textbook.
  @Test(arguments: [
    (0.975, 1.0, 12.706), (0.975, 10, 2.228), (0.995, 10, 3.169), (0.995, 31, 2.744), (0.99, 5, 3.365),
    (0.995, 1000, 2.581),
  ])
  func `Student's quantiles agree with the tables`(_ probability: Double, _ degrees: Double, _ value: Double)
  {
    #expect(abs(StudentDistribution.quantile(probability, degrees: degrees) - value) < 0.0006)
  }

  @Test func `a 90 percent interval of independent batches holds the mean nine times in ten`() {
    var stream = RandomStream(seed: 9, run: 0, purpose: 0)
    var held = 0
    for _ in 0..<400 {
      let batches = (0..<8).map { _ in Ziggurat.tables.normalNumber(&stream) }
      let mean = batches.reduce(0, +) / 8
      if ConfidenceInterval(estimate: mean, batches: batches.map { [$0] }, confidence: 0.9).contains(0) {
        held += 1
      }
    }
    // 360 expected; 0.1 % and 99.9 % quantiles of the binomial are 340 and 378.
    #expect((340...378).contains(held))
  }

  @Test func `batches that follow each other widen the interval`() {
    let rising = (0..<16).map(Double.init)
    let mixed = [0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15].map(Double.init)
    let one = ConfidenceInterval(estimate: 7.5, batches: [rising])
    let other = ConfidenceInterval(estimate: 7.5, batches: [mixed])
    #expect(one.halfWidth > 2 * other.halfWidth)
  }

  @Test func `warm-up is what differs from the rest, and at most half`() {
    var stream = RandomStream(seed: 10, run: 0, purpose: 0)
    let noise = (0..<4).map { _ in (0..<32).map { _ in 10 + Ziggurat.tables.normalNumber(&stream) } }
    #expect(WarmUp.slices(of: noise) == 0)
    let rising = noise.map { run in run.enumerated().map { $0.element - max(0, Double(8 - $0.offset)) } }
    // The averages have half the noise: a slice that is 2 below is found, the last one that is 1 below may not be.
    #expect((6...8).contains(WarmUp.slices(of: rising)))
    #expect(WarmUp.slices(of: [(0..<32).map { Double($0 * $0) }]) <= 16)
    #expect(WarmUp.slices(of: [[1, 2, 3]]) == 0)
    #expect(WarmUp.slices(of: [[Double](repeating: 0.1, count: 32)]) == 0)
  }

  @Test func `one slow slice in the middle is no warm-up`() {
    var series = (0..<32).map { Double($0 % 3) }
    series[9] = 100
    #expect(WarmUp.slices(of: [series]) == 0)
  }

  @Test func `common numbers show a difference that independent ones hide`() {
    var stream = RandomStream(seed: 12, run: 0, purpose: 0)
    let first = (0..<10).map { _ in Ziggurat.tables.normalNumber(&stream) }
    let second = first.map { $0 + 0.1 + 0.01 * Ziggurat.tables.normalNumber(&stream) }
    let comparison = PairedComparison(first, second)
    #expect(comparison.difference.low > 0 && comparison.difference.contains(0.1))
    #expect(comparison.varianceRatio < 0.01)
  }
}
