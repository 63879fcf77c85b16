import TenfoldModel
import Testing

@testable import TenfoldSimulation

/// What calls do when answers are slow or missing.
struct ResilienceTests {
  typealias Sample = SampleSystem

  @Test func `work goes on after its caller has given up`() throws {
    let system = Sample.system(
      [Sample.service("api", cpu: 1)], rate: 0.6, resilience: Resilience(timeout: .stated(2)))
    let report = try Sample.run(system, duration: 20_000)
    // P(R > 2) = e^(-0.4 * 2) for M/M/1, and every request is worked off all the same.
    #expect(try #require(report.journey.failures[.timeout]).contains(0.6 * 0.44933))
    #expect(report.component("api").utilization.contains(0.6))
    #expect(report.component("api").wasted.contains(0.6 * 0.44933))
    let longest = try #require(report.journey.percentiles[0.99])
    #expect(longest.estimate <= 2 * (1 + 1.0 / 128))
  }

  @Test func `every failing call is tried as often as its retries say`() throws {
    let system = Sample.system(
      [Sample.external("partner", delay: 5, scv: 0)], rate: 2,
      resilience: Resilience(timeout: .stated(1), retryLimit: .stated(3), backoff: .stated(0.1)))
    let report = try Sample.run(system, duration: 2000) { $0.removesWarmUp = false }
    #expect(report.journey.failures[.timeout]?.contains(2) == true)
    #expect(report.journey.throughput.estimate == 0)
    let retried = Sample.system(
      [
        Sample.service(
          "api",
          [
            .call(
              Call(
                component: "slow", resilience: Resilience(timeout: .stated(1), retryLimit: .stated(3))))
          ]), Sample.service("slow", cpu: 5, scv: 0, cores: 64),
      ], rate: 2)
    let slow = try Sample.run(retried, duration: 2000)
    #expect(slow.component("slow").retries.contains(6))
    #expect(slow.component("slow").throughput.contains(8))
  }

  /// A deadline that comes in the pause before the next attempt is nobody's any more.
  @Test func `a call that fails at once is not given up in the pause behind it`() throws {
    var closed = Sample.service("closed", cpu: 0.001)
    closed.policy = GatewayPolicy(rateLimit: .stated(0))
    let resilience = Resilience(timeout: .stated(0.05), retryLimit: .stated(3), backoff: .stated(0.2))
    let system = Sample.system(
      [Sample.service("api", [.call(Call(component: "closed", resilience: resilience))]), closed], rate: 20)
    let report = try Sample.run(system, duration: 400) { $0.removesWarmUp = false }
    #expect(report.journey.failures[.timeout] == nil)
    #expect(report.journey.failures[.rateLimited]?.contains(20) == true)
    #expect(report.component("closed").retries.contains(60))
  }

  @Test func `a deadline of one attempt is none of the next`() throws {
    let call = Call(
      component: "bad",
      resilience: Resilience(timeout: .stated(1), retryLimit: .stated(3), backoff: .stated(0.8)))
    let system = Sample.system(
      [Sample.service("api", [.call(call)]), Sample.service("bad", cpu: 0.001, cores: 64)], rate: 5)
    let report = try Sample.run(system, duration: 640) {
      $0.removesWarmUp = false
      $0.events = [.errors(component: "bad", share: 1, from: 0, until: 1000)]
    }
    // Every failure is an answer, which comes at once; pauses are longer than the timeout.
    #expect(report.component("bad").throughput.contains(20))
    #expect(report.journey.failures.keys.sorted { $0.rawValue < $1.rawValue } == [.error])
  }

  @Test func `a budget holds retries to its share of the calls`() throws {
    let system = Sample.system(
      [
        Sample.service(
          "api",
          [
            .call(
              Call(
                component: "slow",
                resilience: Resilience(
                  timeout: .stated(1), retryLimit: .stated(3), retryBudget: .stated(0.1))))
          ]), Sample.service("slow", cpu: 5, scv: 0, cores: 64),
      ], rate: 5)
    let report = try Sample.run(system, duration: 2000)
    #expect(report.component("slow").retries.contains(0.5))
  }

  @Test func `a second copy cuts the tail and costs as many calls as were slow`() throws {
    func system(_ hedge: Quantity?) -> System {
      Sample.system(
        [
          Sample.service(
            "api", [.call(Call(component: "leaf", resilience: Resilience(hedgeAfter: hedge)))]),
          Sample.service("leaf", cpu: 1, scv: 1, cores: 256),
        ], rate: 10)
    }
    let plain = try Sample.run(system(nil), duration: 1000)
    let hedged = try Sample.run(system(.stated(3)), duration: 1000)
    #expect(hedged.component("leaf").hedges.contains(10 * 0.0497871))
    let (before, after) = (plain.journey.percentiles[0.99]!, hedged.journey.percentiles[0.99]!)
    #expect(before.contains(4.60517))
    // Beyond 3 s both copies must last: e^(-3) e^(-2 (x - 3)) = 0.01 at x = 3.8026.
    #expect(after.contains(3.8026))
  }

  @Test func `an open breaker spares what cannot answer`() throws {
    let system = Sample.system(
      [
        Sample.service(
          "api",
          [
            .call(
              Call(
                component: "slow",
                resilience: Resilience(timeout: .stated(0.5), breakerThreshold: .stated(5))))
          ]), Sample.service("slow", cpu: 5, scv: 0, cores: 64),
      ], rate: 20)
    let report = try Sample.run(system, duration: 1000) { $0.removesWarmUp = false }
    // One call tries every ten seconds.
    let tried = report.component("slow").throughput.estimate
    #expect(tried > 0.08 && tried < 0.15)
    #expect(report.journey.failures[.breakerOpen]!.estimate > 19.5)
  }

  @Test func `a failure of an optional call leaves the answer whole`() throws {
    let call = Call(
      component: "slow", isOptional: true, resilience: Resilience(timeout: .stated(0.5)))
    let system = Sample.system(
      [Sample.service("api", [.call(call)]), Sample.external("slow", delay: 5, scv: 0)], rate: 5)
    let report = try Sample.run(system, duration: 200)
    #expect(report.journey.failures.isEmpty)
    #expect(report.journey.responseTime.contains(0.5))
  }

  @Test func `a gateway lets through what its limit says`() throws {
    let gateway = Component(
      name: "edge", kind: .gateway, operations: [Operation(name: "request")],
      policy: GatewayPolicy(rateLimit: .stated(50)))
    let report = try Sample.run(Sample.system([gateway], rate: 80), duration: 200)
    #expect(report.journey.throughput.contains(50))
    #expect(report.journey.failures[.rateLimited]?.contains(30) == true)
  }

  /// A queue of 300 a second, calls that wait one second, and a minute's outage: with one retry it comes back at 100
  /// and never at 200, since 200 (1 + 1) > 300.
  @Test(arguments: [(100.0, true), (200, false)])
  func `a retry storm outlasts its cause where load times attempts exceeds capacity`(
    _ rate: Double, _ recovers: Bool
  ) throws {
    let system = Sample.system(
      [Sample.service("api", cpu: 1 / 300.0)], rate: rate,
      resilience: Resilience(timeout: .stated(1), retryLimit: .stated(1)))
    let report = try Sample.run(system, duration: 160) {
      $0.events = [.freeze(component: "api", from: 20, until: 40)]
      $0.removesWarmUp = false
    }
    let last = report.slices.suffix(6).map(\.goodput).reduce(0, +) / 6
    #expect(recovers ? last > 0.95 * rate : last < 0.05 * rate)
  }

  @Test func `an autoscaler adds replicas until its target holds`() throws {
    var service = Sample.service("api", cpu: 0.1, replicas: 2)
    service.scaling.autoscaler = Autoscaler(
      maximum: .stated(20), target: .stated(0.5), startTime: .stated(10), stabilization: .stated(60))
    let report = try Sample.run(Sample.system([service], rate: 40), duration: 900)
    // 4 cores of work at half use are 8 replicas; a tenth of deviation is let pass.
    let replicas = report.component("api").replicas.estimate
    #expect(replicas > 7 && replicas < 10)
    #expect(report.slices[0].goodput < 39)
  }
}
