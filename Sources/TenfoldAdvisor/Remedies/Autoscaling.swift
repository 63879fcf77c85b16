import TenfoldCatalog
import TenfoldModel

/// An autoscaler for a component without state, or a higher maximum for the one it has; the same for machines.
struct Autoscaling: Remedy {
  let id = "autoscaling"
  /// Cores of machines over those of replicas: the platform runs on them too.
  private static let platformShare = 1.1
  /// Machines of the largest cluster that Kubernetes supports.
  private static let mostMachines = 5000.0

  func proposals(in situation: Situation) -> [Proposal] {
    if situation.kind == "nodes" { return machines(in: situation) }
    guard situation.isAboutLoad, let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    let reading = situation.reading
    guard !reading.system.components[index].isStateful, component.kind != .external, component.kind != .cdn
    else { return [] }
    guard let own = Self.scaled(component, index, situation) else {
      return [
        .refused(
          subject: component.name, reason: "\(component.name) would need more than 5,000 replicas at the goal"
        )
      ]
    }
    let verb = component.scaling.autoscaler == nil ? "autoscale" : "let the autoscaler take"
    let base = ContainerOrchestration.needed(by: situation.system)
    let action =
      "\(verb) \(component.name) \(QuantityText.count(own.from)) to \(QuantityText.count(own.to))"
    let presupposed = base == nil ? "" : ", once Kubernetes starts them instead of Compose"
    var alone = base ?? situation.system
    alone.components[index] = own.component
    var proposals = [Proposal.change(subject: component.name, action: action + presupposed, system: alone)]
    // One template serves all that would not carry the goal.
    var together = alone
    var count = 0
    for other in situation.busyStateless(beyond: SaturationLimit.plannedUtilization) where other != index {
      guard let scaled = Self.scaled(situation.component(other), other, situation) else { continue }
      together.components[other] = scaled.component
      count += 1
    }
    if count > 0 {
      proposals.append(
        .change(
          subject: component.name, action: action + Situation.others(count) + presupposed,
          system: together))
    }
    return proposals
  }

  /// Compose has no autoscaler: the platform that has one comes with it.
  func figures(for subject: Component?, in system: System) -> RemedyFigures? {
    let figures = Catalog.remedy(id)
    guard subject != nil, ContainerOrchestration.needed(by: system) != nil,
      let platform = Catalog.remedy("containers-orchestration")
    else { return figures }
    return figures?.after(platform)
  }

  /// The largest pool of machines with room for what all replicas need at the goal.
  private func machines(in situation: Situation) -> [Proposal] {
    var system = situation.system
    let sizes = system.placement.nodePools.map { $0.cpu?.likely ?? 0 }
    guard let pool = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), sizes[pool] > 0 else { return [] }
    let cores =
      situation.target.value(at: situation.goalUsers, in: situation.reading)
      - situation.target.limit(at: situation.goalUsers, in: situation.reading)
    let name = system.placement.nodePools[pool].name
    let now = system.placement.nodePools[pool].maximum ?? system.placement.nodePools[pool].count
    let count = (now?.likely ?? 0) + (max(0, cores) * Self.platformShare / sizes[pool]).rounded(.up)
    guard cores > 0, count <= Self.mostMachines else {
      return [
        .refused(
          subject: name,
          reason: "\(QuantityText.count(count, "machine")) at the goal are more than one cluster holds")
      ]
    }
    system.placement.nodePools[pool].maximum = .planned(count)
    return [
      .change(
        subject: name, action: "let \(name) grow to \(QuantityText.count(count, "machine"))", system: system)
    ]
  }

  /// The component with an autoscaler that reaches as far as the goal needs; nil beyond 5000 replicas.
  private static func scaled(
    _ component: Component, _ index: Int, _ situation: Situation
  ) -> (component: Component, from: Double, to: Double)? {
    let station = situation.reading.stations[situation.reading.primaryStation[index]]
    let target =
      component.scaling.autoscaler?.target ?? Catalog.required("service autoscaler.target").quantity
    // The most it may run leaves the room that is planned for, however busy it keeps them until then.
    let needed = situation.replicasNeeded(
      of: index, at: min(target.likely, SaturationLimit.plannedUtilization))
    let most = max(station.maximumUnits + 1, needed)
    guard most <= 5000 else { return nil }
    var component = component
    var autoscaler = component.scaling.autoscaler ?? Autoscaler(metric: "cpu", target: target)
    autoscaler.maximum = .planned(most)
    component.scaling.autoscaler = autoscaler
    return (component, station.units, most)
  }
}
