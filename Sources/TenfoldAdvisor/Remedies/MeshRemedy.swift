import TenfoldCatalog
import TenfoldModel

/// Proxies beside every service that carry its calls.
struct ServiceMesh: Remedy {
  let id = "service-mesh"

  func proposals(in situation: Situation) -> [Proposal] {
    guard ["latency", "availability", "saturation"].contains(situation.kind), situation.system.mesh == nil
    else { return [] }
    var system = situation.system
    system.mesh = Mesh(engine: "istio")
    return [
      .change(
        subject: "services", action: "carry all calls in a mesh", system: Catalog.completed(system).system)
    ]
  }
}
