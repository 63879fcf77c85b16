import TenfoldCatalog
import TenfoldModel

/// An autoscaler for a component without state, or a higher maximum for the one it has.
struct Autoscaling: Remedy {
  let id = "autoscaling"

  func proposals(in situation: Situation) -> [Proposal] {
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
    let action =
      "\(verb) \(component.name) \(QuantityText.count(own.from)) to \(QuantityText.count(own.to))"
    var alone = situation.system
    alone.components[index] = own.component
    var proposals = [Proposal.change(subject: component.name, action: action, system: alone)]
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
        .change(subject: component.name, action: action + Situation.others(count), system: together))
    }
    return proposals
  }

  /// The component with an autoscaler that reaches as far as the goal needs; nil beyond 5000 replicas.
  private static func scaled(
    _ component: Component, _ index: Int, _ situation: Situation
  ) -> (component: Component, from: Double, to: Double)? {
    let station = situation.reading.stations[situation.reading.primaryStation[index]]
    let target =
      component.scaling.autoscaler?.target ?? Catalog.required("service autoscaler.target").quantity
    let needed = situation.replicasNeeded(of: index, at: target.likely)
    let most = max(station.maximumUnits + 1, needed)
    guard most <= 5000 else { return nil }
    var component = component
    var autoscaler = component.scaling.autoscaler ?? Autoscaler(metric: "cpu", target: target)
    autoscaler.maximum = .planned(most)
    component.scaling.autoscaler = autoscaler
    return (component, station.units, most)
  }
}
