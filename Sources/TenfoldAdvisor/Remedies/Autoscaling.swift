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
    let station = reading.stations[reading.primaryStation[index]]
    let target =
      component.scaling.autoscaler?.target ?? Catalog.required("service autoscaler.target").quantity
    let needed = (situation.goalRate * station.demand / (Double(station.serverCount) * target.likely))
      .rounded(.up)
    let least = station.units
    let most = max(station.maximumUnits + 1, needed)
    guard most <= 5000 else {
      let text = QuantityText.count(most)
      return [
        .refused(subject: component.name, reason: "\(component.name) would need \(text) replicas at the goal")
      ]
    }
    let verb = component.scaling.autoscaler == nil ? "autoscale" : "let the autoscaler take"
    return [
      .change(
        subject: component.name,
        action: "\(verb) \(component.name) \(QuantityText.count(least)) to \(QuantityText.count(most))",
        system: situation.changing(index) {
          var autoscaler = $0.scaling.autoscaler ?? Autoscaler(metric: "cpu", target: target)
          autoscaler.maximum = .planned(most)
          $0.scaling.autoscaler = autoscaler
        })
    ]
  }
}
