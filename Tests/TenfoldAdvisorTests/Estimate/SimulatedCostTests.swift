import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

struct SimulatedCostTests {
  private static func interval(_ value: Double) -> ConfidenceInterval {
    ConfidenceInterval(estimate: value, halfWidth: 0)
  }

  private static func report(replicas: Double, answered: Double) -> SimulationReport {
    SimulationReport(
      name: "shop", load: "",
      journeys: [
        .init(
          name: "buy", throughput: interval(answered), failures: [:], responseTime: interval(0.1),
          percentiles: [:])
      ],
      components: ["web", "db"].map { name in
        .init(
          name: name, replicas: interval(name == "web" ? replicas : 1), throughput: interval(1),
          utilization: interval(0.5), coreQueue: interval(0), workerQueue: nil, workerUtilization: nil,
          connectionQueue: nil, retries: interval(0), hedges: interval(0), wasted: interval(0))
      }, slices: [], duration: 1, warmUp: 0, runs: 1, seed: 1, events: 1, endedEarly: nil, fingerprint: 0,
      diagnostics: [])
  }

  private static let system = System(
    name: "shop", workload: Workload(),
    components: [
      Component(name: "web", kind: .service, resources: Resources(cpu: .stated(2)), operations: []),
      Component(name: "db", kind: .store, resources: Resources(cpu: .stated(4)), operations: []),
    ])

  @Test func `replicas cost their cores, managed stores their markup as well`() throws {
    let core = Catalog.required("price vCPUHour").likely
    let markup = Catalog.required("price storeMarkup").likely
    let cost = SimulatedCost.of(Self.report(replicas: 3, answered: 100), Self.system)
    #expect(abs(cost.perHour - (3 * 2 + 4 * markup) * core) < 1e-9)
    #expect(abs(cost.perMonth - cost.perHour * Catalog.required("price hoursPerMonth").likely) < 1e-6)
    // 100 requests a second are 0.36 million an hour.
    #expect(abs(try #require(cost.perMillionAnswered) - cost.perHour / 0.36) < 1e-9)
  }

  @Test func `nothing answered has no price`() {
    #expect(SimulatedCost.of(Self.report(replicas: 1, answered: 0), Self.system).perMillionAnswered == nil)
  }
}
