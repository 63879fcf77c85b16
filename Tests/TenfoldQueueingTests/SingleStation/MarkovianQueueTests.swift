import TenfoldQueueing
import Testing

struct MarkovianQueueTests {
  @Test func `the published M/M/1 at four fifths holds`() throws {
    // Kleinrock I, section 3.2: L = rho/(1 - rho), W = S/(1 - rho).
    let queue = try MarkovianQueue(arrivalRate: 0.8, serviceTime: 1)
    expectNear(queue.queueLength, 4, 1e-12)
    expectNear(queue.responseTime, 5, 1e-12)
    expectNear(queue.emptyProbability, 0.2, 1e-12)
    expectNear(queue.responseQuantile(0.99), 23.025850929940457, 1e-10)
  }

  @Test(arguments: [1, 2, 7, 40, 1000])
  func `the mean response is the integral of its tail`(_ servers: Int) throws {
    // At servers - 1 of load the rates of service and of the line are equal: the form without division holds.
    for load in [0.3, 0.9, Double(servers - 1) / Double(servers)] where load > 0 {
      let queue = try MarkovianQueue(
        arrivalRate: load * Double(servers), serviceTime: 1, serverCount: servers)
      let step = queue.responseTime / 200
      let integral = (0..<8000).reduce(0) {
        $0 + queue.responseTail(beyond: (Double($1) + 0.5) * step) * step
      }
      expectNear(integral, queue.responseTime, 1e-4)
    }
  }

  @Test func `an overloaded station says by how much, and what it would bear`() throws {
    let queue = try MarkovianQueue(arrivalRate: 900, serviceTime: 0.008, serverCount: 6)
    let saturation = try #require(queue.saturation)
    expectNear(saturation.utilization, 1.2, 1e-12)
    expectNear(saturation.capacity, 750, 1e-12)
    expectNear(saturation.growthRate, 150, 1e-12)
    #expect(queue.waitingTime == .infinity && queue.waitingTail(beyond: 1) == 1)
    #expect(queue.responseQuantile(0.5) == .infinity)
  }

  @Test func `nothing arrives, and nothing waits`() throws {
    let queue = try MarkovianQueue(arrivalRate: 0, serviceTime: 2)
    #expect(queue.waitingTime == 0 && queue.queueLength == 0 && queue.waitingQuantile(0.99) == 0)
    expectNear(queue.responseQuantile(0.5), 2 * 0.6931471805599453, 1e-10)
  }

  @Test(arguments: [(-1.0, 1.0, 1), (.nan, 1, 1), (1, -0.1, 1), (1, .infinity, 1), (1, 1, 0)])
  func `a value out of range is named`(_ rate: Double, _ time: Double, _ servers: Int) {
    #expect {
      try MarkovianQueue(arrivalRate: rate, serviceTime: time, serverCount: servers)
    } throws: { error in
      "\(error)".hasPrefix("M/M/c: ") && "\(error)".contains("must be")
    }
  }
}
