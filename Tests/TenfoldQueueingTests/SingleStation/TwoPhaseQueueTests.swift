import TenfoldQueueing
import Testing

struct TwoPhaseQueueTests {
  @Test(arguments: [1, 2, 5, 20])
  func `equal phases are M/M/c`(_ servers: Int) throws {
    let service = try TwoPhaseService(firstProbability: 0.3, firstRate: 2, secondRate: 2)
    let rate = 1.8 * Double(servers)
    let queue = try TwoPhaseQueue(arrivalRate: rate, service: service, serverCount: servers)
    let exact = try MarkovianQueue(arrivalRate: rate, serviceTime: 0.5, serverCount: servers)
    expectNear(queue.waitingTime, exact.waitingTime, 1e-9)
    expectNear(queue.waitingProbability, exact.waitingProbability, 1e-9)
    // Those who wait do so exponentially: E[W²] = 2 E[W]²/P.
    let mean = exact.waitingTime
    expectNear(
      queue.waitingVariance, 2 * mean * mean / exact.waitingProbability - mean * mean, 1e-8)
    expectNear(queue.waitingTail(beyond: mean), exact.waitingTail(beyond: mean), 1e-7)
  }

  @Test(arguments: [0.5, 0.75, 1, 4, 20])
  func `one server agrees with Pollaczek and Khinchine, mean and variance`(_ variation: Double) throws {
    let service = try TwoPhaseService(mean: 1, squaredVariation: variation)
    expectNear(service.mean, 1, 1e-12)
    expectNear(service.squaredVariation, variation, 1e-12)
    let queue = try TwoPhaseQueue(arrivalRate: 0.8, service: service, serverCount: 1)
    expectNear(queue.waitingTime, 0.8 * (1 + variation) / (2 * 0.2), 1e-9)
    guard variation >= 1 else { return }
    let exact = try GeneralServiceQueue(
      arrivalRate: 0.8, service: .balancedHyperexponential(mean: 1, squaredVariation: variation))
    expectNear(queue.waitingVariance, exact.waitingVariance, 1e-8)
    // The percentile rests on the moments of those who wait; the exact one is inverted from the transform.
    expectNear(queue.waitingQuantile(0.99), exact.waitingQuantile(0.99), 0.05)
  }

  @Test func `sixteen servers with bursty service, where Allen and Cunneen miss by a third`() throws {
    // Squared variation 4 at 0.7 load: simulated 0.0503 with a standard error of 0.0027; Allen-Cunneen 0.0675.
    let service = try TwoPhaseService(mean: 1, squaredVariation: 4)
    let exact = try TwoPhaseQueue(arrivalRate: 11.2, service: service, serverCount: 16).waitingTime
    #expect(abs(exact - 0.05025) < 2 * 0.0027)
    func wait(_ method: TwoMomentQueue.Method) throws -> Double {
      try TwoMomentQueue(
        arrivalRate: 11.2, serviceTime: 1, serviceVariation: 4, serverCount: 16, method: method
      ).waitingTime
    }
    #expect(try wait(.allenCunneen) / exact > 1.4)
    #expect(try abs(wait(.whitt) / exact - 1) < 0.1)
    #expect(try abs(wait(.blended) / exact - 1) < 0.02)
  }

  @Test func `an overloaded station says so`() throws {
    let service = try TwoPhaseService(mean: 1, squaredVariation: 2)
    let queue = try TwoPhaseQueue(arrivalRate: 4, service: service, serverCount: 4)
    #expect(!queue.isStable && queue.waitingTime == .infinity && queue.saturation?.capacity == 4)
  }
}
