import TenfoldModel

/// More replicas of a component without state.
struct StatelessHorizontal: Remedy {
  let id = "stateless-horizontal"

  func proposals(in situation: Situation) -> [Proposal] {
    guard let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    let reading = situation.reading
    guard situation.isAboutLoad || situation.kind == "availability" else { return [] }
    guard !reading.system.components[index].isStateful, component.kind != .external else {
      guard component.kind == .store, situation.isAboutLoad else { return [] }
      return [
        .refused(
          subject: component.name, reason: "\(component.name) keeps state: another copy does not take writes")
      ]
    }
    guard component.scaling.autoscaler == nil else { return [] }
    let station = reading.stations[reading.primaryStation[index]]
    let now = station.units
    if situation.kind == "availability" {
      guard now < 2 else { return [] }
      return [change(situation, index, from: now, to: 2)]
    }
    let needed = situation.replicasNeeded(of: index, at: SaturationLimit.plannedUtilization)
    let wanted = max(now + 1, needed)
    guard wanted <= 1000 else {
      let text = QuantityText.count(wanted)
      return [
        .refused(subject: component.name, reason: "\(component.name) would need \(text) replicas at the goal")
      ]
    }
    var proposals = [change(situation, index, from: now, to: wanted)]
    var together = situation.changing(index) { $0.scaling.replicas = .planned(wanted) }
    var count = 0
    for other in situation.busyStateless(beyond: SaturationLimit.plannedUtilization) where other != index {
      guard situation.component(other).scaling.autoscaler == nil else { continue }
      let needed = situation.replicasNeeded(of: other, at: SaturationLimit.plannedUtilization)
      guard needed > reading.stations[reading.primaryStation[other]].units, needed <= 1000 else { continue }
      together.components[other].scaling.replicas = .planned(needed)
      count += 1
    }
    if count > 0 {
      proposals.append(
        .change(
          subject: component.name,
          action:
            "run \(QuantityText.count(wanted)) replicas of \(component.name), and more of \(count) other"
            + (count == 1 ? "" : "s"), system: together))
    }
    return proposals
  }

  private func change(_ situation: Situation, _ index: Int, from now: Double, to wanted: Double) -> Proposal {
    let name = situation.component(index).name
    return .change(
      subject: name,
      action: "run \(QuantityText.count(wanted)) replicas of \(name)", insteadOf: QuantityText.count(now),
      system: situation.changing(index) { $0.scaling.replicas = .planned(wanted) })
  }
}
