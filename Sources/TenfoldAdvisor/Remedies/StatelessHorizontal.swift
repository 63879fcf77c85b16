import TenfoldCatalog
import TenfoldModel

/// More replicas of a component without state, or more nodes of a store that divides its data over them by itself.
struct StatelessHorizontal: Remedy {
  let id = "stateless-horizontal"
  private static let mostReplicas = 5000.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    let reading = situation.reading
    guard situation.isAboutLoad || situation.kind == "availability" else { return [] }
    if component.kind == .store, situation.kind == "saturation" || situation.kind == "latency",
      Catalog.dividesItself(component)
    {
      return moreNodes(of: index, situation)
    }
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
    guard wanted <= Self.mostReplicas else {
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
      guard needed > reading.stations[reading.primaryStation[other]].units, needed <= Self.mostReplicas else {
        continue
      }
      together.components[other].scaling.replicas = .planned(needed)
      count += 1
    }
    if count > 0 {
      proposals.append(
        .change(
          subject: component.name,
          action:
            "run \(QuantityText.count(wanted, "replica")) of \(component.name), and more of "
            + QuantityText.count(Double(count), "other"), system: together))
    }
    return proposals
  }

  /// Replicas beyond which no more are proposed.
  static var most: Double { mostReplicas }

  func figures(for subject: Component?, in system: System) -> RemedyFigures? {
    if let subject, subject.kind != .store, subject.scaling.replicas?.likely ?? 1 >= 2 {
      return Catalog.moreReplicas
    }
    return Catalog.remedy(id, for: subject?.kind)
  }

  /// As many nodes as carry the goal, data and copies spread over them as now.
  private func moreNodes(of index: Int, _ situation: Situation) -> [Proposal] {
    let component = situation.component(index)
    let reading = situation.reading
    let station = reading.stations[reading.primaryStation[index]]
    let busy = max(
      station.utilization(at: situation.goalRate),
      reading.replicaStation[index] >= 0
        ? reading.stations[reading.replicaStation[index]].utilization(at: situation.goalRate) : 0)
    let factor = busy / SaturationLimit.plannedUtilization
    guard factor > 1, factor < 1000 else { return [] }
    let shards = max(1, component.state?.sharding?.count.likely.rounded() ?? 1)
    let wanted = (shards * factor).rounded(.up)
    let nodes = max(1, component.scaling.replicas?.likely.rounded() ?? 1)
    let all = max((nodes * wanted / shards).rounded(.up), nodes + 1)
    return [
      .change(
        subject: component.name, action: "run \(QuantityText.count(all, "node")) of \(component.name)",
        insteadOf: QuantityText.count(nodes),
        system: situation.changing(index) {
          $0.scaling.replicas = .planned(all)
          $0.state?.sharding = Sharding(
            count: .planned(wanted), key: component.state?.sharding?.key,
            scatterShare: component.state?.sharding?.scatterShare ?? .planned(0),
            hottestShare: component.state?.sharding?.hottestShare.map {
              .planned($0.likely * shards / wanted)
            })
        })
    ]
  }

  private func change(_ situation: Situation, _ index: Int, from now: Double, to wanted: Double) -> Proposal {
    let name = situation.component(index).name
    let isShared = situation.reading.system.components[index].machine >= 0
    return .change(
      subject: name,
      action: "run \(QuantityText.count(wanted, "replica")) of \(name)"
        + (isShared ? ", each on a machine of its own" : ""),
      insteadOf: QuantityText.count(now),
      system: situation.changing(index) {
        $0.scaling.replicas = .planned(wanted)
        if isShared { $0.runsOn = nil }
      })
  }
}
