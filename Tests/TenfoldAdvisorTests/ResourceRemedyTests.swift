import TenfoldAdvisor
import TenfoldModel
import Testing

/// Remedies that make what is there cost less, go wrong for fewer, or do less for each request.
struct ResourceRemedyTests {
  private func analyze(_ system: System, growth: Double = 10) throws -> Analysis {
    try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: growth, samples: 4))
  }

  /// A gateway, a service in three zones and a store.
  private func shop(newConnections: Double? = nil, zones: Double? = nil) -> System {
    let size = Quantity.stated(20_000)
    var system = System(
      name: "shop", workload: Workload(arrivalRate: .stated(100)),
      components: [
        Component(
          name: "edge", kind: .gateway, resources: Resources(cpu: .stated(1)),
          operations: [
            Operation(
              name: "get", demand: Demand(cpu: .stated(0.0001)),
              steps: [
                .call(Call(component: "app", operation: "page", requestSize: size, responseSize: size))
              ])
          ], policy: GatewayPolicy(newConnectionShare: newConnections.map { .stated($0) })),
        Component(
          name: "app", kind: .service, scaling: Scaling(replicas: .stated(30)),
          operations: [
            Operation(
              name: "page", demand: Demand(cpu: .stated(0.001)),
              steps: [.call(Call(component: "db", operation: "read", requestSize: size, responseSize: size))]),
            Operation(name: "report", demand: Demand(cpu: .stated(0.001))),
          ]),
        Component(
          name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(64)),
          operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.0001)), writes: false)]),
      ], delivery: Delivery(method: .pipeline))
    system.objectives.overall.p99 = .stated(60)
    system.objectives.monthlyCost = .stated(1e9)
    if let zones {
      system.placement.regions = [Region(name: "eu", share: .stated(1), zones: .stated(zones))]
    }
    return system
  }

  private func cost(_ system: System) throws -> Double {
    try #require(try analyze(system).constraints.first { $0.kind == "budget" }).valueNow
  }

  @Test func `handshakes are part of what a gateway does for a request`() throws {
    func breaks(_ share: Double?) throws -> Double {
      let analysis = try analyze(shop(newConnections: share))
      let limit = analysis.constraints.first { $0.id == "saturation:edge" }
      return try #require(limit?.breaksAtUsers).likely
    }
    // 0.1 ms without, and half of 0.671 ms more where every second request shakes hands.
    #expect(try abs(breaks(0.5) / breaks(nil) / (0.1 / (0.1 + 0.5 * 0.671)) - 1) < 0.001)
    #expect(try breaks(0) == breaks(nil))
  }

  @Test func `kept connections relieve a gateway of as many handshakes`() throws {
    let analysis = try analyze(shop(newConnections: 0.9), growth: 20)
    let answer = Advisor.changes(by: "tls-offload-reuse", in: analysis)
    #expect(answer.changes.first?.system["edge"]?.policy?.newConnectionShare?.likely == 0.05, "\(answer)")
    let few = Advisor.changes(
      by: "tls-offload-reuse", in: try analyze(shop(newConnections: 0.01), growth: 200))
    #expect(few.refusals.first?.reason.contains("already") == true)
    let unknown = Advisor.changes(by: "tls-offload-reuse", in: try analyze(shop(), growth: 200))
    #expect(unknown.refusals.first?.reason.contains("newConnections") == true)
  }

  @Test func `bytes between zones cost, and calls that stay in one do not`() throws {
    let (none, three) = (try cost(shop()), try cost(shop(zones: 3)))
    // Two calls of 40 kB at 100/s over the peak factor, two thirds of them to another zone, 0.02 USD/GB.
    let peak = try #require(try analyze(shop()).system.workload.peakFactor).likely
    let wanted = 100 / peak * 2 * 40_000 * 2 / 3 * 2_628_000 * 0.02e-9
    #expect(abs((three - none) / wanted - 1) < 0.001, "\(three - none) \(wanted)")
    let lines = Advisor.estimate(shop(zones: 3), users: 1000).lines
    let line = try #require(lines.first { $0.name == "between zones a month" }).value.likely
    #expect(abs(line / wanted - 1) < 0.001)
    #expect(!Advisor.estimate(shop(), users: 1000).lines.contains { $0.name == "between zones a month" })
    var system = shop(zones: 3)
    system.objectives.monthlyCost = .stated(three * 0.9)
    let answer = Advisor.changes(by: "data-locality-zone-aware", in: try analyze(system))
    let change = try #require(answer.changes.first, "\(answer.refusals)")
    #expect(change.system["app"]?.balancing?.policy == .sameZone)
    var kept = change.system
    kept.objectives.monthlyCost = .stated(1e9)
    // The store is one, so that half of the bytes still cross.
    #expect(try abs((cost(kept) - none) / wanted - 0.5) < 0.001)
    #expect(Advisor.changes(by: "data-locality-zone-aware", in: try analyze(limited(shop()))).changes.isEmpty)
  }

  /// The system with less money than it costs.
  private func limited(_ system: System) throws -> System {
    var system = system
    system.objectives.monthlyCost = .stated(try cost(system) * 0.9)
    return system
  }

  @Test func `machines of Arm's set cost a fifth less, and are chosen once`() throws {
    let system = try limited(shop())
    let analysis = try analyze(system)
    let change = try #require(Advisor.changes(by: "arm-migration", in: analysis).changes.first)
    #expect(change.system.placement.architecture == .arm64)
    var arm = shop()
    arm.placement.architecture = .arm64
    #expect(try cost(arm) < cost(shop()))
    let again = Advisor.changes(by: "arm-migration", in: try analyze(limited(arm)))
    #expect(again.changes.isEmpty && again.refusals.first?.reason.contains("already") == true)
  }

  private func answer(_ remedy: String, _ incident: Incident, _ system: System) throws -> RemedyAnswer {
    var system = system
    system.incidents = [incident]
    return Advisor.changes(by: remedy, in: try analyze(system, growth: 1.1))
  }

  private func incident(_ cause: Incident.Cause, _ component: String?) -> Incident {
    Incident(
      name: "it", cause: cause, component: component, perYear: .stated(12), duration: .stated(7200),
      affectedShare: .stated(1))
  }

  @Test func `a service taken apart goes wrong in parts`() throws {
    var system = shop()
    system.workload.journeys = [
      Journey(name: "view", share: .stated(0.75), calls: [Call(component: "edge", operation: "get")]),
      Journey(name: "report", share: .stated(0.25), calls: [Call(component: "app", operation: "report")]),
    ]
    let found = try answer("decompose-service", incident(.change, "app"), system)
    let change = try #require(found.changes.first, "\(found.refusals)")
    #expect(abs((change.system.incidents[0].affectedShare?.likely ?? 0) - (0.75 * 0.75 + 0.25 * 0.25)) < 1e-9)
    let (rest, part) = (change.system["app"], change.system["app-page"])
    #expect(rest?.operations.map(\.name) == ["report"] && part?.operations.map(\.name) == ["page"])
    #expect((rest?.scaling.replicas?.likely ?? 0) + (part?.scaling.replicas?.likely ?? 0) == 30)
    #expect(change.system["edge"]?.operations[0].steps.first?.allComponents == ["app-page"])
    system.delivery.method = .manual
    #expect(try answer("decompose-service", incident(.change, "app"), system).changes.isEmpty)
  }

  @Test func `one address for all regions ends a region's loss in seconds, where there is another`() throws {
    let alone = try answer("anycast-gslb", incident(.region, nil), shop())
    #expect(alone.changes.isEmpty && alone.refusals.first?.reason.contains("no second region") == true)
    var system = shop()
    system.placement.regions = [
      Region(name: "eu", share: .stated(0.5)), Region(name: "us", share: .stated(0.5)),
    ]
    system.placement.failover = Failover(mode: .active, time: .stated(600), capacity: .stated(1))
    let change = try #require(try answer("anycast-gslb", incident(.region, nil), system).changes.first)
    #expect(change.system.incidents[0].duration?.likely == 30)
    #expect(change.system.placement.failover?.time?.likely == 30)
  }

  @Test func `bounded queues hold what is answered within the promise`() throws {
    var system = shop()
    system.objectives.overall.p99 = .stated(0.5)
    let found = try answer("backpressure-queues", incident(.overload, "app"), system)
    let change = try #require(found.changes.first, "\(found.refusals)")
    let cores = try #require(change.system["app"]?.resources.cpu?.likely)
    let admission = try #require(change.system["app"]?.admission)
    #expect(admission.rule == .fixed)
    // One millisecond of a core each, half a second in all.
    #expect(admission.limit?.likely == 500 * cores.rounded(.up))
  }
}

extension Step {
  fileprivate var allComponents: [String] {
    switch self {
    case .call(let call): [call.component]
    case .parallel(let steps): steps.flatMap(\.allComponents)
    case .choice(let branches): branches.flatMap { $0.steps.flatMap(\.allComponents) }
    }
  }
}
