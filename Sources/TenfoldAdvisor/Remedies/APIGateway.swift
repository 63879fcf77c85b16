import TenfoldCatalog
import TenfoldModel

/// One door for all requests from outside, where each service had its own.
///
/// It takes identity and limits out of the services; in the model it is a hop more, so it is proposed only where that pays.
struct APIGateway: Remedy {
  let id = "api-gateway"

  func proposals(in situation: Situation) -> [Proposal] {
    guard ["latency", "availability"].contains(situation.kind) else { return [] }
    var system = situation.system
    guard !system.components.contains(where: { $0.kind == .gateway }) else {
      return [.refused(subject: "entrance", reason: "requests come through a gateway already")]
    }
    var entered: [Call] = []
    for journey in system.workload.journeys.indices {
      for call in system.workload.journeys[journey].calls.indices {
        let inner = system.workload.journeys[journey].calls[call]
        guard system[inner.component]?.kind == .service else { continue }
        if !entered.contains(where: { Self.name(of: $0) == Self.name(of: inner) }) { entered.append(inner) }
        system.workload.journeys[journey].calls[call].component = "gateway"
        system.workload.journeys[journey].calls[call].operation = Self.name(of: inner)
      }
    }
    let services = Set(entered.map(\.component))
    guard services.count >= 2 else {
      return [
        .refused(
          subject: "entrance",
          reason: "\(services.first.map { "only \($0)" } ?? "no service") is entered from outside")
      ]
    }
    system.components.append(
      Component(
        name: "gateway", kind: .gateway, engine: "envoy", scaling: Scaling(replicas: .planned(2)),
        operations: entered.map { call in
          var inner = call
          inner.count = nil
          return Operation(name: Self.name(of: call), steps: [.call(inner)])
        }, policy: GatewayPolicy(authenticates: true)))
    return [
      .change(
        subject: "entrance",
        action:
          "let requests for \(QuantityText.count(Double(services.count), "service")) come through one gateway",
        system: Catalog.completed(system).system)
    ]
  }

  private static func name(of call: Call) -> String { "\(call.component).\(call.operation ?? "request")" }
}
