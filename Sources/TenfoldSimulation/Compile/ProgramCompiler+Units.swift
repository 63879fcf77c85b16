internal import TenfoldModel

/// What an outage takes away: replicas, calls, users.
extension ProgramCompiler {
  mutating func addUnit(_ target: OutageTarget) throws(SimulationError) -> Int {
    var unit = ScenePlan.Unit(name: target.name)
    switch target {
    case .component(let name):
      let component = try self.component(name, "outage")
      if program.components[Int(component)].hasReplicas {
        unit.replicas = replicas(of: component)
      } else {
        unit.outside = [component]
      }
    case .replicas(let name, let count):
      let component = try self.component(name, "outage")
      let entry = program.components[Int(component)]
      let there = entry.hasReplicas ? replicas(of: component, atBeginning: true) : []
      try check(
        count >= 1 && count <= there.count, "outage of \(target.name)",
        "\(name) has \(there.count) replicas; name 1 to that many")
      unit.replicas = Array(there.prefix(count))
      unit.anyOf = component
    case .zone(let number, let region):
      let index = try self.region(region, "outage of \(target.name)")
      let zones = places.zones[index]
      try check(
        number >= 1 && number <= zones, "outage of \(target.name)",
        zones == 0
          ? "the system states no zones; state placement.regions, each with zones"
          : "there are zones 1 to \(zones)")
      unit.replicas = (0..<Int32(program.replicaCount)).filter {
        program.plan.regions[Int($0)] == Int32(index) && program.plan.zones[Int($0)] == Int32(number - 1)
      }
    case .region(let name):
      let index = try self.region(name, "outage of \(target.name)")
      unit.replicas = (0..<Int32(program.replicaCount)).filter {
        program.plan.regions[Int($0)] == Int32(index)
      }
      let failover = system.placement.failover
      unit.takeover = failover?.time?.likely ?? .infinity
      unit.userShare = failover?.mode == .standby ? (index == 0 ? 1 : 0) : places.shares[index]
    case .link(let one, let other):
      let (from, to) = (try end(one), try end(other))
      unit.routes = program.routes.indices.filter { route in
        guard let caller = callerOf[route] else { return false }
        let target = Int(program.routes[route].component)
        return from.contains(caller) && to.contains(target) || to.contains(caller) && from.contains(target)
      }.map { Int32($0) }
      try check(
        !unit.routes.isEmpty, "outage of \(target.name)",
        "no call goes between them; name two components, or places that components are bound to with placedIn"
      )
    }
    program.plan.units.append(unit)
    return program.plan.units.count - 1
  }

  private func replicas(of component: Int32, atBeginning: Bool = false) -> [Int32] {
    program.groups.filter { $0.component == component }.flatMap {
      Array($0.first..<($0.first + (atBeginning ? $0.ready : $0.most)))
    }
  }

  /// Components that stand at one end of a link: the one of that name, or those bound to the place.
  private func end(_ name: String) throws(SimulationError) -> Set<Int> {
    if let index = lowered.componentIndex(name) { return [index] }
    let bound = system.components.indices.filter { system.components[$0].placedIn.contains(name) }
    guard !bound.isEmpty else {
      throw .invalid(
        place: "link", problem: "\"\(name)\" is neither a component nor a place that one is bound to")
    }
    return Set(bound)
  }

  private func region(_ name: String?, _ place: String) throws(SimulationError) -> Int {
    guard let name else {
      try check(places.regions.count == 1, place, "there are regions; name one of them")
      return 0
    }
    guard let index = places.regions.firstIndex(of: name), !name.isEmpty else {
      let known = places.regions.filter { !$0.isEmpty }.joined(separator: ", ")
      throw .invalid(
        place: place,
        problem: known.isEmpty
          ? "the system states no regions; state placement.regions" : "there are the regions \(known)")
    }
    return index
  }
}
