import TenfoldQueueing
import TenfoldRandomSystems
import Testing

struct RetryFixedPointsTests {
  /// 300 requests/s, a timeout of one second.
  private func model(retries: Int, budget: Double? = nil, limit: Int? = nil) throws -> RetryFixedPoints.Model
  {
    try RetryFixedPoints.Model(
      serviceTime: 1.0 / 300, limit: limit, timeout: 1,
      policy: try RetryPolicy(retries: retries, budget: budget))
  }

  /// Goodput after an outage of 60 to 70 s, simulated in order of arrival without cancellation: true where it stays down.
  @Test(
    arguments: [
      (0, [false, false, false, false, false, false]), (1, [false, false, true, true, true, true]),
      (2, [true, true, true, true, true, true]), (3, [true, true, true, true, true, true]),
    ])
  func `a push lasts where the simulated table says`(_ retries: Int, _ stuck: [Bool]) throws {
    for (load, isStuck) in zip([100.0, 140, 160, 200, 250, 280], stuck) {
      let found = try RetryFixedPoints(try model(retries: retries), arrivalRate: load)
      let down = found.points.last { $0.isStable && $0.failure > 0.99 }
      #expect((down != nil) == isStuck, "load \(load): \(found.points)")
      // Attempts per request when down: 1 + r.
      if let down { expectNear(down.attemptRate, load * Double(retries + 1), 1e-9) }
      let healthy = try #require(found.healthy)
      #expect(healthy.goodput > 0.999 * load && healthy.attemptRate < 1.001 * load)
    }
  }

  @Test func `the vulnerable loads begin at capacity over attempts`() throws {
    // Bronson and others, HotOS 2021: 300 requests/s and one retry are vulnerable above 150.
    let found = try RetryFixedPoints(try model(retries: 1), arrivalRate: 280)
    let loads = try #require(found.vulnerableLoads)
    expectNear(loads.lowerBound, 150, 1e-6)
    #expect(loads.upperBound > 285 && loads.upperBound < 300)
    #expect(found.isVulnerable && found.points.count == 3)
    // Stable, unstable, stable: the middle one is what a push must cross.
    #expect(found.points.map(\.isStable) == [true, false, true])
    for r in [2, 3] {
      let lower = try #require(
        try RetryFixedPoints(try model(retries: r), arrivalRate: 50).vulnerableLoads
      ).lowerBound
      expectNear(lower, 300 / Double(r + 1), 1e-6)
    }
    // Just below the border there is one state, just above there are three.
    #expect(try RetryFixedPoints(try model(retries: 1), arrivalRate: 149.9).points.count == 1)
    #expect(try RetryFixedPoints(try model(retries: 1), arrivalRate: 150.1).points.count == 3)
    let beyond = try RetryFixedPoints(try model(retries: 1), arrivalRate: 299.9)
    #expect(beyond.points.filter(\.isStable).count == 1 && beyond.points[0].goodput < 1)
  }

  @Test func `without retries there is one state`() throws {
    for load in [10.0, 290, 299] {
      let found = try RetryFixedPoints(try model(retries: 0), arrivalRate: load)
      #expect(found.points.count == 1 && found.vulnerableLoads == nil)
    }
  }

  @Test func `a budget of a tenth saves 270 requests per second but not 280`() throws {
    // 1.1 · 280 = 308 > 300, as simulated: goodput 0.
    #expect(try RetryFixedPoints(try model(retries: 3, budget: 0.1), arrivalRate: 280).isVulnerable)
    #expect(try !RetryFixedPoints(try model(retries: 3, budget: 0.1), arrivalRate: 270).isVulnerable)
  }

  @Test func `a line shorter than the timeout keeps the station up`() throws {
    // 150 in line are served within half a second: what is admitted succeeds, and 300/s is more than the load.
    let found = try RetryFixedPoints(try model(retries: 3, limit: 150), arrivalRate: 280)
    #expect(found.points.count == 1)
    let point = try #require(found.healthy)
    expectNear(point.goodput, 280, 1e-6)
    #expect(point.attemptRate < 281)
  }

  @Test func `every state satisfies the equation it stands for`() throws {
    try withEvery("seed", in: 0..<25) { random in
      let policy = try RetryPolicy(
        retries: random.whole(0...5), budget: random.share() < 0.3 ? random.share() : nil)
      let servers = random.whole(1...20)
      let model = try RetryFixedPoints.Model(
        serviceTime: 0.05, serverCount: servers, timeout: random.number(0.1...2), policy: policy)
      let load = model.capacity * random.number(0.05...1.2)
      let found = try RetryFixedPoints(model, arrivalRate: load)
      #expect(!found.points.isEmpty && found.healthy != nil)
      for point in found.points {
        expectNear(point.attemptRate / policy.attempts(failure: point.failure), load, 1e-6)
        #expect(point.goodput >= 0 && point.goodput <= min(load, model.capacity) * (1 + 1e-6))
      }
      // Stable and unstable states take turns.
      for (one, next) in zip(found.points, found.points.dropFirst()) {
        #expect(one.isStable != next.isStable)
      }
    }
  }

  @Test func `tiers that each retry multiply`() throws {
    expectNear(try RetryPolicy(retries: 3).attempts(failure: 1, tiers: 3), 64, 1e-12)
    #expect(throws: QueueingError.self) { try RetryPolicy(retries: -1) }
    #expect(throws: QueueingError.self) { try RetryFixedPoints(try model(retries: 1), arrivalRate: .nan) }
  }
}
