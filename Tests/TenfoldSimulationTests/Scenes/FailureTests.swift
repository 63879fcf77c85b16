import TenfoldModel
import Testing

@testable import TenfoldSimulation

/// Failures, repairs, what is lost and who notices.
struct FailureTests {
  typealias Sample = SampleSystem

  /// Independent replicas that are up a share A of the time: A n of them on average, none with probability (1 - A)^n.
  @Test(arguments: [1, 2, 3])
  func `replicas that fail at random are there as often as the formula says`(_ count: Int) throws {
    let system = Sample.system([Sample.service("api", replicas: Double(count))], rate: 5)
    let report = try Sample.run(system, duration: 20_000) {
      $0.noticeTime = 0
      $0.events = [.failures(.init(target: .eachReplica(of: "api"), timeBetween: 30, repairTime: 10))]
    }
    #expect(report.component("api").replicas.contains(0.75 * Double(count)))
    let none = [0.25, 0.0625, 0.015625][count - 1]
    #expect(try #require(report.journey.failures[.unavailable]).contains(5 * none))
  }

  /// M/M/1 whose failures, at rate f, empty it, and which is then away for a time of mean 1/r: while it is up its length is
  /// geometric with the lesser root z of m z^2 - (l + m + f) z + l = 0, which the balance equations show.
  @Test func `a queue that failures empty is as long as its balance equations say`() throws {
    let (arrivals, failures, repairs) = (0.8, 0.02, 0.1)
    let system = Sample.system([Sample.service("api", cpu: 1)], rate: arrivals)
    let report = try Sample.run(system, duration: 60_000) {
      $0.events = [
        .failures(
          .init(target: .whole(.component("api")), timeBetween: 1 / failures, repairTime: 1 / repairs))
      ]
    }
    let sum = arrivals + 1 + failures
    let root = (sum - (sum * sum - 4 * arrivals).squareRoot()) / 2
    let up = repairs / (repairs + failures)
    let lost = failures * up * root / (1 - root)
    #expect(try #require(report.journey.failures[.lost]).contains(lost))
    #expect(try #require(report.journey.failures[.unavailable]).contains(arrivals * (1 - up)))
    #expect(report.journey.throughput.contains(arrivals * up - lost))
    // Busy share of the time, of the replicas that are there.
    #expect(report.component("api").utilization.contains(root))
  }

  @Test func `requests go to what is lost until balancers notice`() throws {
    let system = Sample.system([Sample.service("api", replicas: 4)], rate: 400)
    let report = try Sample.run(system, duration: 64) {
      $0.noticeTime = 8
      $0.removesWarmUp = false
      $0.events = [.outage(.replicas(of: "api", count: 1), from: 20, until: 50)]
    }
    // A quarter of 400/s for 8 s, of 64 s; four deviations of a Poisson number.
    let failed = try #require(report.journey.failures[.unavailable]).estimate * 64
    #expect(abs(failed - 800) < 4 * 800.0.squareRoot())
    #expect(report.slices[14...].allSatisfy { $0.failed == 0 })
    #expect(report.component("api").replicaRanges[15] == 3...3)
    #expect(report.component("api").replicaRanges[31] == 4...4)
    #expect(
      report.happenings.map(\.text) == [
        "1 of api is gone", "balancers notice that a replica of api cannot be reached", "1 of api is back",
      ])
    #expect(report.happenings.map(\.time) == [20, 28, 50])
  }

  @Test func `callers try again what was under way at a replica that failed`() throws {
    func failed(_ retries: Double) throws -> Double {
      let call = Call(component: "db", resilience: Resilience(retryLimit: .stated(retries)))
      let system = Sample.system(
        [Sample.service("api", [.call(call)]), Sample.service("db", cpu: 1, cores: 50, replicas: 2)], rate: 20
      )
      let report = try Sample.run(system, duration: 64) {
        $0.noticeTime = 0
        $0.removesWarmUp = false
        $0.events = [.outage(.replicas(of: "db", count: 1), from: 30, until: 40)]
      }
      return (report.journey.failures[.lost]?.estimate ?? 0) * 64
    }
    // Half of 20/s, each for a second: a Poisson number of mean 10 is under way.
    let lost = try failed(0)
    #expect(lost > 0 && lost < 10 + 4 * 10.0.squareRoot())
    #expect(try failed(1) == 0)
  }

  @Test func `a zone takes its replicas and a region its users with it`() throws {
    var system = Sample.system([Sample.service("api", replicas: 6)], rate: 300)
    system.placement = Placement(
      regions: [
        Region(name: "eu", share: .stated(0.6), zones: .stated(3)),
        Region(name: "us", share: .stated(0.4), zones: .stated(3)),
      ], failover: Failover(mode: .active, time: .stated(10)))
    let report = try Sample.run(system, duration: 64) {
      $0.noticeTime = 0
      $0.removesWarmUp = false
      $0.events = [
        .outage(.zone(1, region: "eu"), from: 4, until: 8), .outage(.region("us"), from: 20, until: 40),
      ]
    }
    let ranges = report.component("api").replicaRanges
    // Four in eu, of which two in its first zone; two in us.
    #expect(ranges[3] == 4...4 && ranges[15] == 4...4 && ranges[31] == 6...6)
    // 40 % of the requests for the ten seconds until eu takes over.
    let failed = try #require(report.journey.failures[.unavailable]).estimate * 64
    #expect(abs(failed - 1200) < 4 * 1200.0.squareRoot())
    #expect(report.slices[15...].allSatisfy { $0.failed == 0 })
  }

  @Test func `no call comes over a link that is cut`() throws {
    func system(_ timeout: Quantity?) -> System {
      let call = Call(component: "partner", resilience: Resilience(timeout: timeout))
      return Sample.system(
        [Sample.service("api", [.call(call)]), Sample.external("partner", delay: 0.01, scv: 0)], rate: 50)
    }
    let cut = SystemEvent.outage(.link("api", "partner"), from: 16, until: 48)
    let told = try Sample.run(system(nil), duration: 64) {
      $0.removesWarmUp = false
      $0.events = [cut]
    }
    let waited = try Sample.run(system(.stated(1)), duration: 64) {
      $0.removesWarmUp = false
      $0.events = [cut]
    }
    #expect(abs(try #require(told.journey.failures[.unavailable]).estimate - 25) < 4 * 25.0.squareRoot() / 8)
    #expect(told.slices[9...22].allSatisfy { $0.goodput == 0 })
    #expect(try #require(waited.journey.failures[.timeout]).contains(25))
    #expect(waited.journey.failures[.unavailable] == nil)
  }

  @Test func `a copy takes over from a lost primary after its time, and once only`() throws {
    let store = Component(
      name: "db", kind: .store,
      operations: [
        Operation(name: "write", demand: Demand(cpu: .stated(0.0001), variability: .stated(1)), writes: true)
      ],
      state: StoredState(
        replication: Replication(replicas: .stated(2), readsFrom: .all, failoverTime: .stated(12))))
    let system = Sample.system(
      [Sample.service("api", [.call(Call(component: "db", operation: "write"))]), store], rate: 100)
    let report = try Sample.run(system, duration: 64) {
      $0.noticeTime = 2
      $0.removesWarmUp = false
      $0.events = [.outage(.replicas(of: "db", count: 1), from: 20, until: 50)]
    }
    let failed = report.journey.failures.values.reduce(0) { $0 + $1.estimate } * 64
    #expect(abs(failed - 1200) < 4 * 1200.0.squareRoot() + 2)
    #expect(
      report.happenings.contains { $0.time == 32 && $0.text == "a copy of db takes over from the primary" })
    #expect(report.slices[16...].allSatisfy { $0.failed == 0 })
    #expect(report.component("db").replicaRanges[31] == 3...3)
  }

  @Test func `what is outside fails as a whole`() throws {
    let system = Sample.system([Sample.external("partner", delay: 0.01)], rate: 100)
    let report = try Sample.run(system, duration: 64) {
      $0.removesWarmUp = false
      $0.events = [
        .outage(.component("partner"), from: 16, until: 32),
        .errors(component: "partner", share: 0.5, from: 32, until: 48),
        .slowdown(component: "partner", factor: 100, from: 48, until: 64),
      ]
    }
    #expect(
      abs(try #require(report.journey.failures[.unavailable]).estimate - 25) < 4 * 25.0.squareRoot() / 8)
    #expect(abs(try #require(report.journey.failures[.error]).estimate - 12.5) < 4 * 12.5.squareRoot() / 8)
    let (usual, slow) = (report.slices[4].p99!, report.slices[28].p99!)
    #expect(slow > 50 * usual && slow < 200 * usual)
  }

  @Test func `an incident lasts as long as the observation says`() throws {
    var system = Sample.system([Sample.service("api")], rate: 100)
    system.observation = Observation(
      detectionTime: .stated(4), diagnosisTime: .stated(20), repairTime: .stated(8))
    let report = try Sample.run(system, duration: 64) {
      $0.removesWarmUp = false
      $0.events = [.incident(component: "api", share: 0.25, at: 10)]
    }
    let failed = try #require(report.journey.failures[.error]).estimate * 64
    #expect(abs(failed - 800) < 4 * 800.0.squareRoot())
    #expect(report.happenings.map(\.time) == [10, 14, 34, 42])
    system.observation.healedShare = .stated(1)
    let healed = try Sample.run(system, duration: 64) {
      $0.removesWarmUp = false
      $0.events = [.incident(component: "api", share: 0.25, at: 10)]
    }
    #expect(healed.happenings.map(\.time) == [10, 14, 14])
    #expect(healed.slices[7...].allSatisfy { $0.failed == 0 })
  }

  @Test func `availability and observation make failures that keep both`() throws {
    var service = Sample.service("api", replicas: 2)
    service.availability = .stated(0.8)
    var system = Sample.system([service], rate: 1)
    system.observation = Observation(
      detectionTime: .stated(2), diagnosisTime: .stated(5), repairTime: .stated(3))
    let report = try Sample.run(system, duration: 30_000) {
      $0.events = [.failures(.init(target: .eachReplica(of: "api")))]
    }
    #expect(report.component("api").replicas.contains(1.6))
  }
}
