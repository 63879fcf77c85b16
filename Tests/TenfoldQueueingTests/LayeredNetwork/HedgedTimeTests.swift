import TenfoldModel
import Testing

@testable import TenfoldQueueing

struct HedgedTimeTests {
  @Test(arguments: [0.001, 0.02, 1.5])
  func `two exponential copies sent at once take half the time`(_ mean: Double) {
    let hedged = TimeShape(mean: mean, variance: mean * mean).hedged(after: 0)
    #expect(abs(hedged.mean / (mean / 2) - 1) < 2e-3)
    #expect(abs(hedged.variance / (mean * mean / 4) - 1) < 2e-2)
  }

  @Test func `the second copy of an exponential saves what it would still have waited, halved`() {
    // min(T, d + T'): E = 1 - e^-d + e^-d / 2 for mean 1.
    for after in [0.2, 1.0, 3.0] {
      let hedged = TimeShape(mean: 1, variance: 1).hedged(after: after)
      let expected = 1 - exponential(-after) / 2
      #expect(abs(hedged.mean / expected - 1) < 3e-3, "after \(after)")
    }
  }

  @Test func `a hedge never makes an answer slower, and a late one changes nothing`() {
    for variability in [0.2, 1, 5, 40] {
      let plain = TimeShape(mean: 0.01, variance: variability * 1e-4)
      var last = 0.0
      for after in [0.0, 0.005, 0.03, 0.3, 100] {
        let hedged = plain.hedged(after: after)
        #expect(hedged.mean <= plain.mean + 1e-12 && hedged.variance <= plain.variance + 1e-12)
        #expect(hedged.mean >= last - 1e-6)
        last = hedged.mean
      }
      #expect(abs(last / plain.mean - 1) < 5e-3)
    }
  }
}
