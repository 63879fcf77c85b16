@testable import TenfoldCatalog
import TenfoldModel
import Testing

/// What observations tell of today's load, of tails and of connections.
struct ObservedLoadTests {
  private func system(_ observed: ObservedLoad, calls: Double = 3, growth: Double? = nil) -> System {
    var call = Call(component: "db", operation: "read")
    call.count = .stated(calls)
    return System(
      name: "seen",
      workload: Workload(growthPerYear: growth.map { .stated($0) }),
      components: [
        Component(
          name: "api", kind: .service, scaling: Scaling(replicas: .stated(50)),
          operations: [Operation(name: "get", steps: [.call(call)])]),
        Component(
          name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(8)),
          operations: [Operation(name: "read", writes: false)], observed: [observed]),
      ])
  }

  private func rate(_ system: System) -> Double {
    Catalog.completed(system).system.workload.arrivalRate?.likely ?? 0
  }

  @Test(arguments: [1.0, 3, 12])
  func `a component's rate over its visits is the system's`(_ calls: Double) {
    let seen = ObservedLoad(arrivalRate: .stated(6000), utilization: .stated(0.5))
    #expect(abs(rate(system(seen, calls: calls)) / (6000 / calls) - 1) < 1e-9)
  }

  @Test func `a stated load stands`() {
    var known = system(ObservedLoad(arrivalRate: .stated(6000), utilization: .stated(0.5)))
    known.workload.arrivalRate = .stated(77)
    #expect(rate(known) == 77)
  }

  @Test func `what was seen at saturation tells no day's load`() {
    #expect(rate(system(ObservedLoad(arrivalRate: .stated(6000), utilization: .stated(0.99)))) == 10)
  }

  @Test func `a busy store that answers in a known time works at U c over S`() {
    // R = S / (1 - U) = p50 / ln 2, so X = U c / (p50 / ln 2 x (1 - U)), of which each request makes 3.
    let expected = 0.4 * 8 / (0.002 / logarithm(2) * 0.6) / 3
    let found = rate(system(ObservedLoad(utilization: .stated(0.4), p50: .stated(0.002))))
    #expect(abs(found / expected - 1) < 1e-6)
  }

  @Test func `a utilization alone gives the rate at which the assumed demand makes it`() throws {
    let completed = Catalog.completed(system(ObservedLoad(utilization: .stated(0.4)))).system
    let demand = try #require(Catalog.entry("postgresql cpu.read")).likely
    let found = try #require(completed.workload.arrivalRate).likely
    #expect(abs(found * 3 * demand / 8 / 0.4 - 1) < 1e-6)
  }

  @Test func `without a load, growth says that the system is sized for what it carries`() {
    let unseen = ObservedLoad()
    #expect(rate(system(unseen)) == 10)
    let sized = Catalog.completed(system(unseen, growth: 3)).system
    let stations = Reading(Catalog.lower(sized)).stations
    let busiest = stations.map { $0.utilization(at: sized.workload.arrivalRate?.likely ?? 0) }.max() ?? 0
    #expect(abs(busiest - 0.6) < 1e-6)
  }

  @Test func `percentiles give the mean and the spread of a known distribution`() throws {
    // Exponential of mean 1: its percentiles are -ln(1 - p), its variance 1; the last thousandth is cut off.
    let seen = ObservedLoad(
      p50: .stated(logarithm(2)), p95: .stated(logarithm(20)), p99: .stated(logarithm(100)),
      p999: .stated(logarithm(1000)))
    let tail = try #require(ObservedTail(seen))
    // Straight lines on a logarithmic scale between the percentiles are above the exponential by a tenth at most.
    #expect(abs(tail.mean - 1) < 0.1)
    #expect(abs(tail.variance - 1) < 0.15)
    #expect(ObservedTail(ObservedLoad(p50: .stated(0.1), p99: .stated(0.2))) == nil)
    #expect(ObservedTail(ObservedLoad(p50: .stated(0.1), p99: .stated(0.05), p999: .stated(1))) == nil)
  }

  @Test func `open connections are divided among the replicas that keep them`() throws {
    var known = system(ObservedLoad(arrivalRate: .stated(600), utilization: .stated(0.3)))
    known["db"]?.state = StoredState(openConnections: .stated(2000))
    let state = try #require(Catalog.completed(known).system["db"]?.state)
    #expect(state.connectionsPerReplica["api"]?.likely == 40)
    #expect(try #require(state.connectionLimit).likely >= 2000)
  }
}
