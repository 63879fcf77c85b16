import TenfoldModel

/// A shared database divided by owner: the busiest client gets its own.
struct DatabasePerService: Remedy {
  let id = "db-vertical-partition"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad || ["storage", "connections"].contains(situation.kind),
      let index = situation.bottleneck
    else { return [] }
    let component = situation.component(index)
    guard component.kind == .store else { return [] }
    let reading = situation.reading
    var load: [String: Double] = [:]
    for (call, entry) in reading.system.calls.enumerated()
    where reading.system.operations[entry.to].component == index {
      let from = reading.system.operations[entry.from].component
      guard from >= 0, reading.system.components[from].kind == .service else { continue }
      load[reading.system.components[from].name, default: 0] +=
        reading.callVisits[call] * reading.value(reading.system.operations[entry.to].cpu, or: 0)
    }
    guard load.count >= 2 else {
      return [
        .refused(
          subject: component.name,
          reason:
            "\(load.count == 1 ? "one service uses" : "no service uses") it, so there is no owner to split it by"
        )
      ]
    }
    let busiest = load.sorted { ($1.value, $0.key) < ($0.value, $1.key) }[0]
    let own = "\(component.name)-\(busiest.key)"
    var system = situation.system.mappingCalls { from, call in
      guard from == busiest.key, call.component == component.name else { return call }
      var call = call
      call.component = own
      return call
    }
    var copy = component
    copy.name = own
    copy.observed = []
    let share = busiest.value / load.values.reduce(0, +)
    copy.state?.size = component.state?.size?.scaled(by: share)
    copy.state?.connectionsPerReplica = (component.state?.connectionsPerReplica ?? [:]).filter {
      $0.key == busiest.key
    }
    system[component.name]?.state?.size = component.state?.size?.scaled(by: 1 - share)
    system[component.name]?.state?.connectionsPerReplica[busiest.key] = nil
    system.components.append(copy)
    return [
      .change(
        subject: component.name,
        action:
          "give \(busiest.key) a database of its own (\(QuantityText.share(share)) of the load of \(component.name))",
        system: system)
    ]
  }
}
