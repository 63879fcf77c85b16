import TenfoldCatalog
import TenfoldModel

/// A platform that starts components, and anew when they crash or their machine fails.
///
/// Of the faults that wait for a person it ends those that a restart ends; the catalogue says how many that are.
struct ContainerOrchestration: Remedy {
  let id = "containers-orchestration"
  private static let leastServices = 3
  private static let smallTeam = 5.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "availability" else { return [] }
    let system = situation.system
    if let orchestrator = system.placement.orchestrator, orchestrator != "compose" {
      return [.refused(subject: "services", reason: "\(orchestrator) starts them already")]
    }
    guard system.placement.nodePools.isEmpty, system.observation.selfHealing != true,
      !system.components.contains(where: { $0.scaling.autoscaler != nil })
    else {
      return [.refused(subject: "services", reason: "something scales or restarts them already")]
    }
    let services = system.components.count { $0.kind == .service }
    let people = system.delivery.people?.likely ?? 0
    guard services >= Self.leastServices || people > Self.smallTeam else {
      return [
        .refused(
          subject: "services",
          reason:
            "\(services) services of \(QuantityText.count(people)) people do not pay for a platform's care")
      ]
    }
    return [
      .change(
        subject: "services",
        action:
          "let an orchestrator start all \(QuantityText.count(Double(services), "service")), and anew when they crash",
        system: Self.applied(to: system))
    ]
  }

  /// The system on Kubernetes where it must move there to be scaled; nil where something can scale it already.
  static func needed(by system: System) -> System? {
    system.placement.orchestrator == "compose" ? applied(to: system) : nil
  }

  private static func applied(to system: System) -> System {
    let restarts = Catalog.required("orchestrator restarts").quantity
    let healed = system.observation.healedShare?.likely ?? 0
    var changed = system
    changed.placement.orchestrator = "kubernetes"
    changed.observation.healedShare = Quantity(
      healed + (1 - healed) * restarts.likely, low: healed + (1 - healed) * restarts.low,
      high: healed + (1 - healed) * restarts.high, restarts.provenance)
    return changed
  }
}
