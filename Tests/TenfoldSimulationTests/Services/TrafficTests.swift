import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Balancing by key and zone, tied calls, limits, bulkheads and priorities.
struct TrafficTests {
  typealias Sample = SampleSystem

  static func calling(
    _ target: Component, rate: Double, resilience: Resilience = Resilience(), replicas: Double = 1
  )
    -> System
  {
    Sample.system(
      [
        Sample.service(
          "api", replicas: replicas, [.call(Call(component: target.name, resilience: resilience))]), target,
      ], rate: rate)
  }

  /// Each request stands in both rows and is served by whoever is free first: one row before two servers.
  @Test func `tied calls to two replicas are one queue of two servers`() throws {
    let system = Self.calling(
      Sample.service("leaf", cpu: 1, replicas: 2), rate: 1.4, resilience: Resilience(isTied: true))
    let report = try Sample.run(system, duration: 15_000)
    let queue = try MarkovianQueue(arrivalRate: 1.4, serviceTime: 1, serverCount: 2)
    #expect(report.journey.responseTime.contains(1 + queue.waitingTime))
    #expect(report.component("leaf").throughput.contains(1.4))
    #expect(report.component("leaf").utilization.contains(0.7))
  }

  /// Erlang's loss formula for four places and an offered load of three.
  @Test func `a bulkhead refuses what finds no place`() throws {
    let system = Self.calling(
      Sample.external("partner", delay: 1), rate: 3, resilience: Resilience(bulkhead: .stated(4)))
    let report = try Sample.run(system, duration: 5000)
    let terms = [1.0, 3, 9 / 2.0, 27 / 6.0, 81 / 24.0]
    let blocked = terms[4] / terms.reduce(0, +)
    #expect(try #require(report.journey.failures[.refused]).contains(3 * blocked))
  }

  @Test func `each replica of a caller has a breaker of its own`() throws {
    let resilience = Resilience(timeout: .stated(0.5), breakerThreshold: .stated(5))
    let system = Self.calling(
      Sample.service("slow", cpu: 5, scv: 0, cores: 64), rate: 40, resilience: resilience, replicas: 4)
    let report = try Sample.run(system, duration: 500) { $0.removesWarmUp = false }
    // Each lets one call try every ten seconds, after the five that opened it.
    let tried = report.component("slow").throughput.estimate * 500
    #expect(tried > 4 * 45 && tried < 4 * 70)
  }

  @Test func `a key goes to one replica, and further where loads are bounded`() throws {
    var leaf = Sample.service("leaf", cpu: 0.5, replicas: 2)
    leaf.balancing = LoadBalancing(
      policy: .consistentHash, keys: TenfoldModel.KeyPopularity(count: .stated(1), zipfExponent: .stated(0)))
    // One key: one replica is a queue M/M/1 of load 0.6, the other idle.
    let alone = try Sample.run(Self.calling(leaf, rate: 1.2), duration: 8000)
    #expect(alone.journey.responseTime.contains(0.5 / 0.4))
    leaf.balancing?.loadBound = .stated(1.25)
    let bounded = try Sample.run(Self.calling(leaf, rate: 1.2), duration: 8000)
    #expect(bounded.journey.responseTime.high < 0.5 / 0.6)
  }

  @Test func `very many keys load replicas alike`() throws {
    var leaf = Sample.service("leaf", cpu: 0.5, replicas: 2)
    leaf.balancing = LoadBalancing(policy: .consistentHash)
    let report = try Sample.run(Self.calling(leaf, rate: 2), duration: 6000)
    #expect(report.journey.responseTime.contains(0.5 / 0.5))
  }

  /// One caller, in the first of two zones: two of four replicas do the work.
  @Test func `a call stays in the zone of its caller`() throws {
    var leaf = Sample.service("leaf", cpu: 0.5, replicas: 4)
    leaf.balancing = LoadBalancing(policy: .sameZone)
    var system = Self.calling(leaf, rate: 2)
    system.placement.regions = [Region(name: "here", zones: .stated(2))]
    let report = try Sample.run(system, duration: 6000)
    #expect(report.journey.responseTime.contains(0.5 / 0.5))
    #expect(report.component("leaf").utilization.contains(0.25))
  }

  /// Birth and death with fewer let in the more are there: four for critical requests, two for normal ones.
  @Test func `a full replica sheds what matters less first`() throws {
    var api = Sample.service("api", cpu: 1)
    api.admission = AdmissionControl(rule: .fixed, limit: .stated(4), reserved: .stated(0.5))
    var system = Sample.system([api], rate: 1.6)
    system.workload.journeys = [
      Journey(name: "pay", share: .stated(0.5), calls: [Call(component: "api")], priority: .critical),
      Journey(name: "browse", share: .stated(0.5), calls: [Call(component: "api")]),
    ]
    let report = try Sample.run(system, duration: 10_000)
    var weights = [1.0]
    for present in 0..<4 { weights.append(weights[present] * (present < 2 ? 1.6 : 0.8)) }
    let total = weights.reduce(0, +)
    let (full, half) = (weights[4] / total, (weights[2] + weights[3] + weights[4]) / total)
    #expect(try #require(report.journeys[0].failures[.refused]).contains(0.8 * full))
    #expect(try #require(report.journeys[1].failures[.refused]).contains(0.8 * half))
    #expect(try #require(report.component("api").behavior?.shed).contains(0.8 * (full + half)))
  }

  /// A service of 100 a second is asked for 150 by callers who wait half a second: without a limit nearly all it does is in
  /// vain.
  @Test(arguments: [AdmissionControl.Rule.additive, .gradient, .vegas])
  func `a limit that follows response times keeps an overloaded service useful`(
    _ rule: AdmissionControl.Rule
  ) throws {
    func goodput(_ admission: AdmissionControl?) throws -> Double {
      var api = Sample.service("api", cpu: 0.01)
      api.admission = admission
      let system = Sample.system([api], rate: 150, resilience: Resilience(timeout: .stated(0.5)))
      return try Sample.run(system, duration: 120).journey.throughput.estimate
    }
    #expect(try goodput(nil) < 10)
    let admission = AdmissionControl(
      rule: rule, limit: .stated(20), minimum: .stated(2), maximum: .stated(200), lateAfter: .stated(0.25))
    #expect(try goodput(admission) > 80)
  }

  @Test func `limits follow their rules step by step`() {
    var rule = ConcurrencyLimiter.Rule(kind: .additive, initial: 10, minimum: 1, maximum: 12, lateAfter: 1)
    var limiter = ConcurrencyLimiter(rule)
    limiter.learn(rule, now: 0, time: 0.1, present: 5, isGood: true)
    #expect(limiter.limit == 11)
    limiter.learn(rule, now: 0, time: 0.1, present: 5, isGood: true)
    #expect(limiter.limit == 11)
    limiter.learn(rule, now: 0, time: 2, present: 9, isGood: true)
    #expect(limiter.limit == 11 * 0.9)
    rule.kind = .gradient
    rule.maximum = 200
    limiter = ConcurrencyLimiter(rule)
    // Ten answers alike: the average is theirs, and the limit grows by a fifth of four.
    for _ in 0..<10 { limiter.learn(rule, now: 0, time: 0.1, present: 10, isGood: true) }
    #expect(abs(limiter.limit - 10.8) < 1e-12)
    // Ten that take four times as long: the average of two windows is 0.25, and 1.5 * 0.25 / 0.4 is let through.
    for _ in 0..<10 { limiter.learn(rule, now: 2, time: 0.4, present: 10, isGood: true) }
    #expect(abs(limiter.limit - (0.8 * 10.8 + 0.2 * (10.8 * 0.9375 + 4))) < 1e-12)
    rule.kind = .vegas
    limiter = ConcurrencyLimiter(rule)
    for _ in 0..<10 { limiter.learn(rule, now: 0, time: 0.1, present: 10, isGood: true) }
    #expect(limiter.limit == 10)
    // 10 (1 - 0.1 / 0.11) is one call that waits: six more. Then 16 (1 - 0.1 / 0.2) are eight: one fewer.
    for _ in 0..<10 { limiter.learn(rule, now: 2, time: 0.11, present: 10, isGood: true) }
    #expect(limiter.limit == 16)
    for _ in 0..<10 { limiter.learn(rule, now: 4, time: 0.2, present: 10, isGood: true) }
    #expect(limiter.limit == 15)
  }

  @Test func `a gateway lets a burst through that its limit allows`() throws {
    let gateway = Component(
      name: "edge", kind: .gateway, operations: [Operation(name: "request")],
      policy: GatewayPolicy(rateLimit: .stated(20), burst: .stated(1)))
    // Without saving up, a permit comes every 50 ms and one is kept: at most 20 of 40 a second pass, and fewer.
    let tight = try Sample.run(Sample.system([gateway], rate: 10), duration: 400)
    var loose = gateway
    loose.policy?.burst = .stated(50)
    let wide = try Sample.run(Sample.system([loose], rate: 10), duration: 400)
    #expect((tight.journey.failures[.rateLimited]?.estimate ?? 0) > 1)
    #expect(wide.journey.failures[.rateLimited] == nil)
  }
}
