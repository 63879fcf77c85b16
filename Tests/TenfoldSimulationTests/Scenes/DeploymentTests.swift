import TenfoldModel
import Testing

@testable import TenfoldSimulation

/// New versions, good and bad.
struct DeploymentTests {
  typealias Sample = SampleSystem

  private func run(
    _ method: Deployment.Method, replicas: Double = 4, rate: Double = 100, duration: Double = 64,
    at: Double = 10,
    version: Deployment.Version = .init(), startTime: Double = 5, _ change: (inout System) -> Void = { _ in }
  ) throws -> SimulationReport {
    var system = Sample.system([Sample.service("api", cpu: 0.001, cores: 4, replicas: replicas)], rate: rate)
    change(&system)
    return try Sample.run(system, duration: duration) {
      $0.removesWarmUp = false
      $0.events = [
        .deployment(
          .init(component: "api", at: at, method: method, version: version, startTime: startTime))
      ]
    }
  }

  private func end(_ report: SimulationReport) -> Double? {
    report.happenings.first { $0.text == "the new version of api is deployed" }?.time
  }

  @Test func `by hand nobody answers during the downtime`() throws {
    let report = try run(.byHand(downtime: 16))
    let failed = report.journey.failures.values.reduce(0) { $0 + $1.estimate } * 64
    #expect(abs(failed - 1600) < 4 * 1600.0.squareRoot())
    #expect(report.slices[6..<12].allSatisfy { $0.goodput == 0 })
    #expect(report.slices[14...].allSatisfy { $0.failed == 0 })
    #expect(end(report) == 26)
    #expect(report.component("api").replicaRanges[8] == 0...0)
  }

  /// With one more than there were and none fewer, four replicas take four starts; with a quarter more and a quarter
  /// fewer, Kubernetes' default, two at a time take two.
  @Test(arguments: [(0.25, 0.0, 20.0, 4), (0.25, 0.25, 10, 3), (0, 0, 20, 3), (1, 0, 5, 4)])
  func `rolling takes as many starts as its limits allow, and loses nothing`(
    _ surge: Double, _ unavailable: Double, _ time: Double, _ least: Int
  ) throws {
    let report = try run(.rolling(surge: surge, unavailable: unavailable))
    #expect(end(report) == 10 + time)
    #expect(report.journey.failures.isEmpty)
    let ranges = report.component("api").replicaRanges
    // One that comes stands for one that goes at the same moment.
    #expect(ranges.map(\.lowerBound).min() == least && ranges.map(\.upperBound).max() == 4)
    #expect(ranges[31] == 4...4)
  }

  @Test func `what fails after a rollout is what serves then`() throws {
    let system = Sample.system([Sample.service("api", cpu: 0.001, replicas: 4)], rate: 10)
    let report = try Sample.run(system, duration: 64) {
      $0.noticeTime = 1
      $0.removesWarmUp = false
      $0.events = [
        .deployment(
          .init(component: "api", at: 4, method: .rolling(surge: 0.5, unavailable: 0), startTime: 2)),
        .outage(.replicas(of: "api", count: 3), from: 32, until: 48),
      ]
    }
    let ranges = report.component("api").replicaRanges
    #expect(ranges[15] == 4...4 && ranges[20] == 1...1 && ranges[31] == 4...4)
  }

  @Test func `a bad version that nothing judges is taken back by people`() throws {
    let report = try run(.rolling(surge: 1, unavailable: 0), version: .init(errorShare: 0.3)) {
      $0.observation.detectionTime = .stated(16)
      $0.delivery.rollbackTime = .stated(9)
    }
    // From its start at 15 s to 35 s, 25 s after the deployment began.
    let failed = try #require(report.journey.failures[.error]).estimate * 64
    #expect(abs(failed - 600) < 4 * 600.0.squareRoot() + 3)
    #expect(report.slices[18...].allSatisfy { $0.failed == 0 })
    #expect(report.happenings.contains { $0.time == 35 && $0.text == "the old version of api is back" })
  }

  @Test func `a canary shows a bad version to its share only and takes it back`() throws {
    let steps = [Deployment.Step(share: 0.1, duration: 120), Deployment.Step(share: 0.5, duration: 120)]
    let report = try run(
      .canary(steps), rate: 50, duration: 320, at: 20, version: .init(errorShare: 0.5))
    // A tenth of 50/s for a minute, half of which are errors.
    let failed = try #require(report.journey.failures[.error]).estimate * 320
    #expect(abs(failed - 150) < 4 * 150.0.squareRoot())
    #expect(report.happenings.map(\.time) == [20, 25, 85, 85])
    #expect(report.slices[9...].allSatisfy { $0.failed == 0 })
    #expect(report.component("api").replicaRanges.map(\.upperBound).max() == 5)
    #expect(report.component("api").replicaRanges[31] == 4...4)
  }

  @Test func `a canary that is as good goes all the way`() throws {
    let steps = [Deployment.Step(share: 0.25, duration: 40), Deployment.Step(share: 0.5, duration: 40)]
    let report = try run(.canary(steps), rate: 50, duration: 160, version: .init(slowness: 1))
    // 5 s to start, 40 s, 5 s, 40 s, then four replicas two by two.
    #expect(end(report) == 110.0)
    #expect(report.journey.failures.isEmpty)
    #expect(report.component("api").replicaRanges[31] == 4...4)
  }

  @Test func `a slow version is found by its times`() throws {
    let report = try run(
      .canary([.init(share: 0.2, duration: 100)]), rate: 40, duration: 200, version: .init(slowness: 3))
    #expect(report.happenings.contains { $0.text == "the new version of api is found worse" })
    #expect(end(report) == nil)
  }

  @Test func `waves reach one region after the other and stop at a bad version`() throws {
    func waves(_ version: Deployment.Version) throws -> SimulationReport {
      try run(.waves(pause: 60), rate: 60, duration: 320, version: version) {
        $0.placement = Placement(regions: [Region(name: "eu"), Region(name: "us")])
      }
    }
    let good = try waves(.init())
    #expect(good.journey.failures.isEmpty)
    // Two waves of two replicas, each two starts of one, and a pause after each.
    #expect(end(good) == 140.0)
    let bad = try waves(.init(errorShare: 0.4))
    #expect(bad.happenings.contains { $0.text == "the new version of api is found worse" })
    #expect(bad.happenings.last?.text == "the old version of api is back")
    // Half of 60/s for a minute, two in five of which are errors, and less and less while they are replaced.
    let failed = try #require(bad.journey.failures[.error]).estimate * 320
    #expect(failed > 720 - 4 * 720.0.squareRoot() && failed < 720 + 12 * 10 + 4 * 720.0.squareRoot())
    #expect(bad.slices[12...].allSatisfy { $0.failed == 0 })
  }

  @Test func `a judge seldom finds a version worse that is the same`() {
    var stream = RandomStream(seed: 7, run: 0, purpose: 0)
    var alarms = 0
    for _ in 0..<1000 {
      var comparison = VersionComparison()
      for index in 0..<400 {
        let time = -logarithm(1 - stream.unit())
        comparison.add(time, isFine: stream.unit() >= 0.02, isNew: index % 4 == 0)
      }
      if comparison.isWorse { alarms += 1 }
    }
    // About 2.3e-4 on either side of the normal distribution; the right tail of means of 100 is fatter.
    #expect(alarms <= 5)
  }

  @Test func `a judge sees five errors in a hundred where there were none`() {
    var comparison = VersionComparison()
    for index in 0..<1000 {
      comparison.add(1, isFine: !(index % 10 == 0 && index % 200 == 0), isNew: index % 10 == 0)
    }
    #expect(comparison.new.errors == 5 && comparison.isWorse)
    #expect(!VersionComparison().isWorse)
  }
}
