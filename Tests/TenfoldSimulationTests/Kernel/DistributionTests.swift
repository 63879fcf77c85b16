import TenfoldModel
import Testing

@testable import TenfoldSimulation

struct DistributionTests {
  /// A distribution with the squared coefficient of variation that its formula gives.
  struct Case: Sendable, CustomTestStringConvertible {
    let distribution: Distribution
    let variation: Double
    var testDescription: String { "\(distribution)" }
  }

  static let cases = [
    Case(distribution: .constant(3), variation: 0),
    Case(distribution: .exponential(mean: 2), variation: 1),
    Case(distribution: .uniform(low: 1, high: 3), variation: 1.0 / 12),
    Case(distribution: .gamma(mean: 2, scv: 0.5), variation: 0.5),
    Case(distribution: .gamma(mean: 2, scv: 0.3), variation: 0.3),
    Case(distribution: .gamma(mean: 2, scv: 2.5), variation: 2.5),
    Case(distribution: .hyperexponential(shares: [0.9, 0.1], means: [1 / 1.8, 5]), variation: 41.0 / 9),
    Case(distribution: .lognormal(mean: 2, scv: 0.6), variation: 0.6),
    // Of shape a the squared variation is 1 / (a (a - 2)).
    Case(distribution: .pareto(scale: 1, shape: 6), variation: 1.0 / 24),
    Case(distribution: .empirical([0, 1, 4]), variation: (1.0 / 6 + 7.0 / 2 - 2.25) / 2.25),
    Case(
      distribution: .mixture(share: 0.25, .constant(1), .constant(5)), variation: 3.0 / 16),
  ]

  @Test(arguments: cases)
  func `samples have the mean and the variation of the formula`(_ one: Case) {
    let bank = SamplerBank([.constant(1), one.distribution])
    var stream = RandomStream(seed: 11, run: 0, purpose: 0)
    let count = 60_000.0
    var (sum, squares, fourth) = (0.0, 0.0, 0.0)
    let mean = one.distribution.mean
    for _ in 0..<Int(count) {
      let value = bank.draw(1, &stream)
      #expect(value >= 0)
      let deviation = value - mean
      sum += deviation
      squares += deviation * deviation
      fourth += deviation * deviation * deviation * deviation
    }
    let variance = one.variation * mean * mean
    // Five standard errors, those of the variance by the fourth moment seen.
    #expect(abs(sum / count) <= 5 * (variance / count).squareRoot() + 1e-12)
    let spread = ((fourth / count - variance * variance) / count).squareRoot()
    #expect(abs(squares / count - variance) <= 5 * (spread.isNaN ? 0 : spread) + 1e-9)
  }

  /// The Kolmogorov-Smirnov distance of 20 000 samples exceeds 0.0138 with probability 0.001.
  private func distance(_ values: [Double], _ cumulative: (Double) -> Double) -> Double {
    let sorted = values.sorted()
    let count = Double(sorted.count)
    return sorted.enumerated().reduce(0) { worst, entry in
      let expected = cumulative(entry.element)
      return max(
        worst, abs(Double(entry.offset) / count - expected), abs(Double(entry.offset + 1) / count - expected))
    }
  }

  @Test func `exponential numbers follow their distribution`() {
    var stream = RandomStream(seed: 5, run: 0, purpose: 0)
    let values = (0..<20_000).map { _ in Ziggurat.tables.exponentialNumber(&stream) }
    #expect(distance(values) { 1 - exponential(-$0) } < 0.0138)
    #expect(values.contains { $0 > 7.7 })
  }

  @Test func `normal numbers follow their distribution`() {
    var stream = RandomStream(seed: 6, run: 0, purpose: 0)
    let values = (0..<20_000).map { _ in Ziggurat.tables.normalNumber(&stream) }
    #expect(distance(values, NormalDistribution.cumulative) < 0.0138)
  }

  @Test func `gamma numbers follow their distribution`() {
    let bank = SamplerBank([.gamma(mean: 0.7, scv: 1 / 0.7)])
    var stream = RandomStream(seed: 8, run: 0, purpose: 0)
    let values = (0..<20_000).map { _ in bank.draw(0, &stream) }
    #expect(distance(values) { GammaDistribution.cumulative($0, shape: 0.7) } < 0.0138)
  }

  @Test(arguments: [
    (Distribution.constant(-1), "the mean"), (.exponential(mean: .nan), "the mean"),
    (.gamma(mean: 1, scv: 0), "squared variation"), (.uniform(low: 2, high: 1), "the high end"),
    (.hyperexponential(shares: [0.5], means: [1]), "add up"), (.empirical([1]), "ascend"),
    (.pareto(scale: 1, shape: 0), "shape"), (.mixture(share: 2, .constant(1), .constant(1)), "share"),
  ])
  func `a distribution that means nothing says why`(_ distribution: Distribution, _ word: String) {
    #expect(distribution.fault?.contains(word) == true)
  }
}
