import TenfoldAdvisor
import TenfoldModel
import Testing

/// Remedies that change how the parts are put together.
struct ArchitectureRemedyTests {
  private func analyze(_ system: System, growth: Double = 10, inventory: Inventory? = nil) throws -> Analysis
  {
    try Advisor.analyze(
      system, inventory: inventory, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: growth, samples: 4))
  }

  /// A shop whose orders wait until three services have heard of them.
  private func shop(tells: Bool) -> System {
    func told(_ name: String, seconds: Double) -> Component {
      Component(
        name: name, kind: .service, scaling: Scaling(replicas: .stated(20)),
        operations: [
          Operation(
            name: "note", demand: Demand(cpu: .stated(0.002), delay: .stated(seconds)), writes: tells)
        ])
    }
    func call(_ name: String) -> Step { .call(Call(component: name, operation: "note")) }
    let orders = Component(
      name: "orders", kind: .service, scaling: Scaling(replicas: .stated(20)),
      operations: [
        Operation(
          name: "place", demand: Demand(cpu: .stated(0.002)),
          steps: [call("mail"), call("stock"), call("billing")])
      ])
    var objectives = Objectives()
    objectives.overall.p99 = .stated(0.4)
    return System(
      name: "shop",
      workload: Workload(
        arrivalRate: .stated(200),
        journeys: [
          Journey(name: "order", share: .stated(1), calls: [Call(component: "orders", operation: "place")])
        ]),
      components: [
        orders, told("mail", seconds: 0.1), told("stock", seconds: 0.1), told("billing", seconds: 0.1),
      ], objectives: objectives)
  }

  @Test func `services that are only told something hear of it through topics`() throws {
    let told = try analyze(shop(tells: true))
    #expect(told.plan.contains { $0.remedy == "event-driven" }, "\(told.plan.map(\.action))")
    let asked = try analyze(shop(tells: false))
    #expect(!asked.plan.contains { $0.remedy == "event-driven" })
    #expect(asked.rejected.contains { $0.remedy == "event-driven" && $0.reason.contains("no service waits") })
  }

  @Test func `an orchestrator is for services that nothing starts anew`() throws {
    var system = shop(tells: false)
    system.objectives.overall.p99 = .stated(60)
    system.objectives.overall.availability = .stated(0.99999)
    system.delivery.method = .pipeline
    func mentions(_ analysis: Analysis) -> String? {
      analysis.plan.first { $0.remedy == "containers-orchestration" }?.action
        ?? analysis.rejected.first { $0.remedy == "containers-orchestration" }?.reason
    }
    let analysis = try analyze(system)
    let bare = try #require(mentions(analysis))
    #expect(!bare.contains("already"), "\(bare)")
    system.placement.orchestrator = "nomad"
    #expect(mentions(try analyze(system)) == "nomad starts them already")
    system.placement.orchestrator = nil
    let read = Inventory(given: [.kubernetes])
    #expect(mentions(try analyze(system, inventory: read)) == "kubernetes starts them already")
  }

  @Test func `a gateway in front of one service or of another gateway is no use`() throws {
    func reason(_ system: System) throws -> String {
      try #require(try analyze(system).rejected.first { $0.remedy == "api-gateway" }).reason
    }
    #expect(try reason(shop(tells: false)).contains("only orders"))
    var two = shop(tells: false)
    two.workload.journeys[0].share = .stated(0.5)
    two.workload.journeys.append(
      Journey(name: "ask", share: .stated(0.5), calls: [Call(component: "stock", operation: "note")]))
    // A hop more makes no response shorter, so it is tried and left.
    #expect(try !reason(two).contains("entered"))
  }

  @Test(arguments: [(100_000.0, true), (10, false)])
  func `telemetry is thinned where it is what costs`(_ bytes: Double, _ isMuch: Bool) throws {
    var system = shop(tells: false)
    system.objectives.overall.p99 = .stated(60)
    system.observation.bytesPerRequest = .stated(bytes)
    system.objectives.monthlyCost = .stated(1e9)
    let spent = try analyze(system).constraints.first { $0.kind == "budget" }?.valueNow
    system.objectives.monthlyCost = .stated(2 * (try #require(spent)))
    let analysis = try analyze(system)
    let step = analysis.plan.first { $0.remedy == "tiered-storage-retention" }
    #expect(
      (step != nil) == isMuch,
      "\(analysis.plan.map(\.action)) \(analysis.rejected.map { $0.remedy + $0.reason })")
    if isMuch { #expect(step?.action.contains("keep 30 %") == true) }
  }

  @Test func `a cluster without room gets machines, as many as the goal needs`() throws {
    var system = shop(tells: false)
    system.objectives.overall.p99 = .stated(60)
    for index in system.components.indices {
      system.components[index].scaling.autoscaler = Autoscaler(maximum: .stated(400), metric: "cpu")
    }
    system.placement.nodePools = [NodePool(name: "workers", count: .stated(8), cpu: .stated(16))]
    let analysis = try analyze(system, growth: 100)
    let step = try #require(analysis.plan.first { $0.limit.contains("cores in use") }, "\(analysis.plan)")
    #expect(step.remedy == "autoscaling" && step.action.contains("let workers grow to"), "\(step.action)")
    system.placement.nodePools[0].count = .stated(4000)
    #expect(try analyze(system, growth: 100).plan.allSatisfy { !$0.action.contains("workers") })
  }
}
