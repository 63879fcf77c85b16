import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldAdvisor

/// More, bigger and automatic copies of what keeps no state.
struct ScalingRemedyTests {
  /// A front that asks a service of two milliseconds; both have a tenth of a core or as much as is given.
  private static func system(orchestrator: String?, cores: Double = 0.1) -> System {
    func service(_ name: String, steps: [Step]) -> Component {
      var component = Component(
        name: name, kind: .service,
        operations: [Operation(name: "ask", demand: Demand(cpu: .stated(0.002)), steps: steps)])
      component.resources.cpu = .stated(cores)
      component.scaling.replicas = .stated(1)
      return component
    }
    var system = System(
      name: "shop",
      components: [
        service("front", steps: [.call(Call(component: "orders"))]), service("orders", steps: []),
      ])
    system.workload.arrivalRate = .stated(10)
    system.workload.users = .stated(100)
    system.workload.journeys = [Journey(name: "ask", calls: [Call(component: "front")])]
    system.placement.orchestrator = orchestrator
    return Catalog.completed(system).system
  }

  private static func situation(_ system: System, goal: Double) throws -> Situation {
    let limits = LimitSet(system, lowered: Catalog.lower(system))
    let target = try #require(limits.limits.first { $0.identity.id == "saturation:orders" })
    return Situation(system: system, limits: limits, target: target, breakingUsers: 500, goalUsers: goal)
  }

  private static func changes(_ proposals: [Proposal]) -> [(action: String, system: System)] {
    proposals.compactMap { proposal in
      if case .change(_, let action, _, let system) = proposal { (action, system) } else { nil }
    }
  }

  @Test func `an autoscaler may run what leaves the planned room at the goal`() throws {
    let situation = try Self.situation(Self.system(orchestrator: "kubernetes"), goal: 10_000)
    let changed = try #require(Self.changes(Autoscaling().proposals(in: situation)).first)
    // 1,000 requests/s x 2 ms need 2 cores, and a tenth of a core each of which 60 % is planned for.
    #expect(changed.system["orders"]?.scaling.autoscaler?.maximum?.likely == 34)
    #expect(changed.action == "autoscale orders 1 to 34")
    #expect(Autoscaling().figures(for: nil, in: situation.system) == Catalog.remedy("autoscaling"))
  }

  @Test func `under Compose an autoscaler comes with the platform that has one, and with its work`() throws {
    let system = Self.system(orchestrator: "compose")
    let situation = try Self.situation(system, goal: 10_000)
    let changed = try #require(Self.changes(Autoscaling().proposals(in: situation)).first)
    #expect(changed.action.contains("once Kubernetes starts them instead of Compose"))
    #expect(changed.system.placement.orchestrator == "kubernetes")
    let healed = try #require(changed.system.observation.healedShare?.likely)
    #expect(healed > system.observation.healedShare?.likely ?? 0)
    let own = try #require(Catalog.remedy("autoscaling"))
    let platform = try #require(Catalog.remedy("containers-orchestration"))
    let both = try #require(Autoscaling().figures(for: system["orders"], in: system))
    #expect(both.effort.likely == own.effort.likely + platform.effort.likely)
    #expect(both.time.high == own.time.high + platform.time.high)
    #expect(both.reversibility == platform.reversibility && both.id == "autoscaling")
    // Once there, the next one is an autoscaler alone.
    #expect(Autoscaling().figures(for: system["orders"], in: changed.system) == own)
  }

  @Test func `replicas grow together, each as it needs and none beyond eight cores`() throws {
    let small = try Self.situation(Self.system(orchestrator: nil), goal: 3_000)
    let together = Self.changes(VerticalScaling().proposals(in: small)).filter {
      $0.action.contains("and more to 1 other")
    }
    #expect(together.map { $0.system["orders"]?.resources.cpu?.likely } == [0.2, 0.4, 0.8])
    // 300 requests/s x 2 ms on a tenth of a core: eight times as much would leave room, four times would not.
    #expect(together.map { $0.system["front"]?.resources.cpu?.likely } == [0.2, 0.4, 0.8])

    let large = try Self.situation(Self.system(orchestrator: nil, cores: 3), goal: 1_000_000)
    let sizes = Self.changes(VerticalScaling().proposals(in: large)).map {
      $0.system["orders"]?.resources.cpu?.likely
    }
    #expect(Set(sizes) == [6])
    let largest = try Self.situation(Self.system(orchestrator: nil, cores: 8), goal: 1_000_000)
    #expect(Self.changes(VerticalScaling().proposals(in: largest)).isEmpty)
  }

  /// Failed requests beyond what is assumed to be promised break long before processors do.
  @Test func `each stage of tenfold growth is seen to before the next`() throws {
    let names = (1...18).map { "part-\($0)" }
    var system = Self.system(orchestrator: "kubernetes", cores: 4)
    for name in names {
      var part = try #require(system["orders"])
      part.name = name
      system.components.append(part)
    }
    system["front"]?.operations[0].steps = names.map { .call(Call(component: $0)) }
    let analysis = try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: 1000, samples: 4, mostSteps: 1))
    func first(_ kind: String) -> Double {
      analysis.constraints.filter { $0.kind == kind }.compactMap(\.breaksAtUsers?.likely).min() ?? .infinity
    }
    try #require(first("availability") < 1000 && first("saturation") > 1000)
    try #require(first("saturation") < 100_000)
    #expect(analysis.plan.first?.limit.contains("failed requests") == true, "\(analysis.plan.map(\.limit))")
  }
}
