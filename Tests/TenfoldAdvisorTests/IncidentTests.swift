import TenfoldAdvisor
import TenfoldModel
import Testing

/// What is done about incidents that were stated, and what they come to.
struct IncidentTests {
  private func system(_ incident: Incident, tenants: Double? = nil) -> System {
    var call = Call(component: "offers", operation: "top")
    call.resilience.retryLimit = .stated(3)
    let shop = Component(
      name: "shop", kind: .service, scaling: Scaling(replicas: .stated(60)),
      operations: [
        Operation(
          name: "page", demand: Demand(cpu: .stated(0.001)),
          steps: [.call(call), .call(Call(component: "db", operation: "read"))])
      ])
    let offers = Component(
      name: "offers", kind: .service, scaling: Scaling(replicas: .stated(40)),
      operations: [Operation(name: "top", demand: Demand(cpu: .stated(0.001)))])
    let db = Component(
      name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(64)),
      operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.0001)), writes: false)])
    return System(
      name: "shop",
      workload: Workload(
        users: .stated(1e6), arrivalRate: .stated(5000),
        tenants: tenants.map { Tenants(count: .stated($0), key: "seller") }),
      components: [shop, offers, db], delivery: Delivery(method: .pipeline), incidents: [incident])
  }

  private func plan(_ incident: Incident, tenants: Double? = nil) throws -> Analysis {
    try Advisor.analyze(
      system(incident, tenants: tenants), inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: 1.1, samples: 4))
  }

  @Test func `an incident spoils its rate times its duration times its share`() throws {
    let analysis = try plan(
      Incident(
        name: "down", cause: .fault, component: "db", perYear: .stated(6), duration: .stated(3600),
        affectedShare: .stated(0.5)))
    let limit = try #require(analysis.constraints.first { $0.kind == "incidents" })
    #expect(abs(limit.valueNow - 6 * 3600 * 0.5 / 31_536_000) < 1e-12)
    #expect(limit.isViolatedNow)
  }

  @Test func `a rare and short incident is let be`() throws {
    let analysis = try plan(
      Incident(
        name: "blip", cause: .fault, component: "db", perYear: .stated(1), duration: .stated(20),
        affectedShare: .stated(0.1)))
    #expect(analysis.constraints.first { $0.kind == "incidents" }?.isViolatedNow == false)
    #expect(!analysis.plan.contains { $0.relieves.hasPrefix("incidents") })
  }

  @Test(arguments: [
    (Incident.Cause.change, nil as String?, ["canary", "blue-green", "feature-flags"]),
    (.fault, "db", ["multi-az", "self-healing", "metrics-alerts", "central-logging"]),
    (.region, nil, ["multi-region-active-passive"]),
    (
      .overload, "shop",
      [
        "load-shedding", "rate-limit", "autoscaling", "capacity-reservation-gameday", "backpressure-queues",
      ]
    ),
    (.dependency, "offers", ["timeouts-retries-breakers", "graceful-degradation", "bulkheads"]),
    (.retryStorm, "offers", ["timeouts-retries-breakers", "load-shedding"]),
    (.tenant, nil, ["rate-limit", "load-shedding"]),
    (.duplicate, nil, ["idempotency-dedup"]),
  ])
  func `an incident is met by what ends its cause`(
    _ cause: Incident.Cause, _ component: String?, _ answers: [String]
  ) throws {
    let incident = Incident(
      name: "it", cause: cause, component: component, perYear: .stated(12), duration: .stated(2 * 3600),
      affectedShare: .stated(1))
    let analysis = try plan(incident)
    let steps = analysis.plan.filter { $0.relieves == "incidents:it" }
    #expect(try answers.contains(#require(steps.first).remedy), "\(steps.map(\.remedy))")
    #expect(Set(steps.map(\.remedy)).count == steps.count, "nothing is done twice against one incident")
  }

  @Test func `a fault that stops all tenants is divided among them before all else is`() throws {
    let incident = Incident(
      name: "it", cause: .fault, component: "db", perYear: .stated(12), duration: .stated(3600),
      affectedShare: .stated(1))
    let analysis = try plan(incident, tenants: 5000)
    #expect(analysis.plan.first?.remedy == "bulkheads")
  }

  @Test func `what is in place against an incident is not proposed again`() throws {
    let incident = Incident(
      name: "it", cause: .duplicate, perYear: .stated(50), duration: .stated(2 * 3600),
      affectedShare: .stated(1), answeredBy: ["idempotency-dedup"])
    let analysis = try plan(incident)
    #expect(!analysis.plan.contains { $0.remedy == "idempotency-dedup" })
    let rejection = try #require(analysis.rejected.first { $0.remedy == "idempotency-dedup" })
    #expect(rejection.reason.contains("already"))
  }

  @Test func `a long search for causes is shortened by traces, and not by restarts`() throws {
    let incident = Incident(
      name: "it", cause: .fault, perYear: .stated(30), duration: .stated(4 * 3600),
      diagnosisTime: .stated(3 * 3600), affectedShare: .stated(0.2))
    var system = system(incident)
    system.observation = Observation(centralLogs: true, metricsInterval: .stated(15), alerts: true)
    for extra in 0..<3 {
      system.components.append(
        Component(name: "s\(extra)", kind: .service, scaling: Scaling(replicas: .stated(2))))
    }
    let analysis = try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: 1.1, samples: 4))
    #expect(analysis.plan.first?.remedy == "distributed-tracing")
  }
}
