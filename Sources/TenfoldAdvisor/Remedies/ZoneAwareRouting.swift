import TenfoldModel

/// Calls that stay in the zone of who calls, where there is a replica, so that their bytes are not charged between zones.
struct ZoneAwareRouting: Remedy {
  let id = "data-locality-zone-aware"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "budget" else { return [] }
    let reading = situation.reading
    let zones = reading.system.zoneCount
    guard zones > 1 else {
      return [.refused(subject: "calls", reason: "no region is said to have several zones")]
    }
    var system = situation.system
    var names: [String] = []
    for index in system.components.indices {
      let component = system.components[index]
      guard component.kind == .service || component.kind == .gateway,
        reading.replicas(of: index).now >= zones,
        component.balancing?.policy != .sameZone, component.balancing?.policy != .consistentHash
      else { continue }
      system.components[index].balancing = LoadBalancing(policy: .sameZone)
      names.append(component.name)
    }
    guard !names.isEmpty else {
      return [
        .refused(
          subject: "calls",
          reason:
            "no service has a replica in each of the \(QuantityText.count(zones)) zones and is called across them"
        )
      ]
    }
    return [
      .change(
        subject: "calls",
        action:
          "keep calls of \(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? " and others" : "") in the "
          + "zone of who calls",
        system: system)
    ]
  }
}
