import Foundation
import TenfoldQueueing
import Testing

struct GeneralServiceQueueTests {
  @Test func `the wait at M/D/1 agrees with Erlang's formula`() throws {
    // P(W <= t) = (1 - rho) sum over k <= t of (lambda (k - t))^k / k! e^(-lambda (k - t)), service of 1.
    let rate = 0.8
    let queue = try GeneralServiceQueue(arrivalRate: rate, service: .deterministic(1))
    for time in [0.5, 1.0, 2.25, 4.5, 7] {
      var sum = 0.0
      var factorial = 1.0
      for k in 0...Int(time) {
        if k > 0 { factorial *= Double(k) }
        let x = rate * (Double(k) - time)
        sum += pow(x, Double(k)) / factorial * exp(-x)
      }
      #expect(abs(queue.waitingTail(beyond: time) - (1 - (1 - rate) * sum)) < 1e-6, "t = \(time)")
      expectNear(queue.responseTail(beyond: time + 1), queue.waitingTail(beyond: time), 1e-12)
    }
    #expect(queue.responseTail(beyond: 0.99) == 1)
  }

  @Test func `one hyperexponential phase, one gamma of shape 1 and M/M/1 are the same`() throws {
    let exact = try GeneralServiceQueue(arrivalRate: 0.9, service: .exponential(mean: 1))
    for service in [
      ServiceDistribution.gamma(mean: 1, squaredVariation: 1),
      .hyperexponential(probabilities: [0.25, 0.75], means: [1, 1]),
    ] {
      let queue = try GeneralServiceQueue(arrivalRate: 0.9, service: service)
      for time in [0.01, 1, 10, 50, 90] {
        #expect(abs(queue.waitingTail(beyond: time) - exact.waitingTail(beyond: time)) < 1e-7)
        #expect(abs(queue.responseTail(beyond: time) - exact.responseTail(beyond: time)) < 1e-7)
      }
      expectNear(queue.responseQuantile(0.99), exact.responseQuantile(0.99), 1e-5)
    }
  }

  @Test(arguments: [
    ServiceDistribution.gamma(mean: 1, squaredVariation: 0.25), .gamma(mean: 2, squaredVariation: 3),
    .hyperexponential(probabilities: [0.9, 0.1], means: [0.5, 5]), .uniform(low: 0, high: 2),
    .lognormal(mean: 1, squaredVariation: 4), .pareto(shape: 3.5, scale: 0.7),
  ])
  func `means are the integrals of the tails`(_ service: ServiceDistribution) throws {
    let queue = try GeneralServiceQueue(arrivalRate: 0.5 / service.mean, service: service)
    // Panels that double; far out the tail carries what is left.
    func integral(_ tail: (Double) -> Double) -> Double {
      var (sum, from, width) = (0.0, 0.0, 0.05 * service.mean)
      for step in 0..<55 {
        sum += width * (tail(from) + 4 * tail(from + width / 2) + tail(from + width)) / 6
        from += width
        if step > 5 { width *= 1.15 }
      }
      return sum
    }
    expectNear(integral { service.tail(beyond: $0) }, service.mean, 5e-3)
    expectNear(integral { queue.waitingTail(beyond: $0) }, queue.waitingTime, 1e-2)
  }

  @Test func `moments of the wait agree with those of M/M/1`() throws {
    // The wait is 0 with 1 - rho, else exponential of rate 1 - rho: E[W^k] = rho k!/(1 - rho)^k.
    let queue = try GeneralServiceQueue(arrivalRate: 0.8, service: .exponential(mean: 1))
    for (order, factorial) in [(1, 1.0), (2, 2), (3, 6), (4, 24)] {
      expectNear(queue.waitingMoment(order), 0.8 * factorial / pow(0.2, Double(order)), 1e-10)
    }
  }

  @Test func `a Pareto service without a third moment has a mean wait and no variance`() throws {
    let queue = try GeneralServiceQueue(arrivalRate: 0.3, service: .pareto(shape: 2.5, scale: 1))
    #expect(queue.waitingTime.isFinite && queue.waitingVariance == .infinity)
  }

  @Test func `probabilities of a hyperexponential that do not add up are named`() {
    #expect(throws: QueueingError.self) {
      try GeneralServiceQueue(
        arrivalRate: 1, service: .hyperexponential(probabilities: [0.5, 0.4], means: [1, 1]))
    }
  }
}
