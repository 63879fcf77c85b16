import TenfoldQueueing
import Testing

struct ScalabilityFitTests {
  @Test func `a law is found again from its own values`() throws {
    let law = UniversalScalability(contention: 0.03, coherency: 0.0005)
    let fit = try ScalabilityFit(
      [1, 2, 4, 8, 16, 32, 64].map {
        .init(count: $0, throughput: 950 * law.relativeCapacity(of: $0))
      })
    expectNear(fit.rate, 950, 1e-8)
    expectNear(fit.law.contention, 0.03, 1e-7)
    expectNear(fit.law.coherency, 0.0005, 1e-7)
    expectNear(fit.law.peakCount, 44.04543109109048, 1e-6)
    #expect(fit.relativeError < 1e-9)
  }

  @Test func `superlinear noise does not give a negative cost`() throws {
    let fit = try ScalabilityFit([
      .init(count: 1, throughput: 100), .init(count: 2, throughput: 205), .init(count: 4, throughput: 408),
      .init(count: 8, throughput: 790),
    ])
    #expect(fit.law.contention >= 0 && fit.law.coherency >= 0 && fit.relativeError < 0.03)
  }

  @Test func `two counts do not make a law`() {
    #expect(throws: QueueingError.self) {
      try ScalabilityFit([
        .init(count: 1, throughput: 1), .init(count: 2, throughput: 2), .init(count: 2, throughput: 2),
      ])
    }
  }
}
