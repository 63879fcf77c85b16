import TenfoldModel

/// Divides the connections that are known to be open among the replicas that keep them.
enum OpenConnections {
  /// Room above the connections open today that is assumed where nobody states a limit below them.
  private static let room = 1.2

  /// The system with the connections per replica of every client whose own number is assumed; a limit that is assumed
  /// and smaller than what is open is raised, since the store serves those.
  static func applied(to system: System) -> System {
    guard system.components.contains(where: { $0.state?.openConnections != nil }) else { return system }
    var system = system
    let reading = Reading(Catalog.lower(system))
    let rate = reading.rateNow(of: system)
    let law = Provenance.derived(law: "open connections over replicas", basis: .stated)
    for index in system.components.indices {
      guard let open = system.components[index].state?.openConnections else { continue }
      if let limit = system.components[index].state?.connectionLimit, limit.provenance.basis == .assumed,
        limit.likely < open.likely
      {
        system.components[index].state?.connectionLimit = open.scaled(by: room)
      }
      let clients = (system.components[index].state?.connectionsPerReplica ?? [:]).filter {
        if case .assumed = $0.value.provenance { true } else { false }
      }.keys.sorted()
      let units = clients.map { name -> Double in
        guard let client = reading.system.componentIndex(name), reading.primaryStation[client] >= 0 else {
          return 1
        }
        return reading.stations[reading.primaryStation[client]].unitsInUse(at: rate)
      }
      let total = units.reduce(0, +)
      guard total > 0 else { continue }
      for client in clients {
        system.components[index].state?.connectionsPerReplica[client] = Quantity(
          open.likely / total, low: open.low / total, high: open.high / total, law)
      }
    }
    return system
  }
}
