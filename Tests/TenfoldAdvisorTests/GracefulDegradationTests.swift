import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

/// What an answer may leave out, and what it is about.
struct GracefulDegradationTests {
  @Test(arguments: [
    ("ads", true), ("recommendation", true), ("cart", false), ("orders", false), ("paymentservice", false),
    ("user-profile", false), ("border-images", true),
  ])
  func `an answer leaves out ornaments, not what is bought, paid or who asks`(_ name: String, _ mayFail: Bool)
    throws
  {
    func service(_ name: String, replicas: Double, steps: [Step]) -> Component {
      var component = Component(
        name: name, kind: .service, operations: [Operation(name: "ask", steps: steps)])
      component.scaling.replicas = .stated(replicas)
      return component
    }
    var system = System(
      name: "shop",
      components: [
        service("front", replicas: 3, steps: [.call(Call(component: name))]),
        service(name, replicas: 1, steps: []),
      ])
    system.workload.journeys = [Journey(name: "ask", calls: [Call(component: "front")])]
    system = Catalog.completed(system).system
    let limits = LimitSet(system, lowered: Catalog.lower(system))
    let target = try #require(limits.limits.first { $0.identity.kind == "availability" })
    let proposals = GracefulDegradation().proposals(
      in: Situation(system: system, limits: limits, target: target, breakingUsers: 500, goalUsers: 1000))
    try #require(proposals.count == 1)
    switch proposals[0] {
    case .change(_, _, _, let changed):
      #expect(mayFail && changed["front"]?.operations[0].steps[0].calls[0].isOptional == true)
    case .refused(let subject, let reason):
      #expect(!mayFail && subject == name && reason.contains("`optional: true`"))
    }
  }
}
