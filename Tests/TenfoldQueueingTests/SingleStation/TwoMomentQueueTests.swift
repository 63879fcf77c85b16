import TenfoldQueueing
import TenfoldRandomSystems
import Testing

struct TwoMomentQueueTests {
  @Test(arguments: TwoMomentQueue.Method.allCases, [1, 4, 50])
  func `Poisson arrivals and exponential service are exact`(
    _ method: TwoMomentQueue.Method, _ servers: Int
  ) throws {
    let rate = 0.85 * Double(servers)
    let queue = try TwoMomentQueue(
      arrivalRate: rate, serviceTime: 1, serviceVariation: 1, serverCount: servers, method: method)
    let exact = try MarkovianQueue(arrivalRate: rate, serviceTime: 1, serverCount: servers)
    expectNear(queue.waitingTime, exact.waitingTime, 1e-12)
    expectNear(queue.waitingProbability, exact.waitingProbability, 1e-12)
    expectNear(queue.waitingTail(beyond: 0.3), exact.waitingTail(beyond: 0.3), 1e-9)
  }

  @Test(arguments: TwoMomentQueue.Method.allCases, [0.0, 0.5, 3])
  func `one server with Poisson arrivals waits as Pollaczek and Khinchine say`(
    _ method: TwoMomentQueue.Method, _ variation: Double
  ) throws {
    let queue = try TwoMomentQueue(
      arrivalRate: 0.6, serviceTime: 1, serviceVariation: variation, method: method)
    // Whitt's factor for more regular service errs by 1.4 % at most here.
    expectNear(
      queue.waitingTime, 0.6 * (1 + variation) / 0.8, method == .whitt && variation < 1 ? 0.02 : 1e-9)
  }

  @Test func `Kingman's bound lies above`() throws {
    try withEvery("seed", in: 0..<200) { random in
      let queue = try TwoMomentQueue(
        arrivalRate: random.number(0.05...0.98), arrivalVariation: random.number(0...4), serviceTime: 1,
        serviceVariation: random.number(0...4))
      let bound = try #require(queue.kingmanBound)
      #expect(queue.waitingTime <= bound * (1 + 1e-9))
    }
  }

  @Test func `nothing is negative or not a number, at any load and variation`() throws {
    try withEvery("seed", in: 0..<300) { random in
      let servers = random.whole(1...200)
      for method in TwoMomentQueue.Method.allCases {
        let queue = try TwoMomentQueue(
          arrivalRate: random.number(0...1.1) * Double(servers), arrivalVariation: random.number(0...30),
          serviceTime: 1, serviceVariation: random.number(0...30), serverCount: servers, method: method)
        for value in [
          queue.waitingTime, queue.waitingVariance, queue.waitingTail(beyond: 1),
          queue.responseTail(beyond: 1),
          queue.responseQuantile(0.99), queue.waitingProbability,
        ] { #expect(value >= 0) }
      }
    }
  }
}
