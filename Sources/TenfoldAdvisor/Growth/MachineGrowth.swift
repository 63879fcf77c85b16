import TenfoldModel

/// Lets machines follow the work, as an autoscaler and a purse make them, and changes nothing else.
///
/// Where a part would be busier than is planned for, replicas of a service, a gateway or a topic, nodes of a cache, copies
/// that answer reads of a store (up to eight) and a store's machine (up to the largest) grow until it is not. Nothing is
/// added that was not there and nothing divided that was whole; people do not grow either. What breaks then is not cured
/// by money for machines. See docs/decisions/0041-three-bottlenecks.md.
enum MachineGrowth {
  /// Cores of the largest common machine.
  private static let largestMachine = 64.0
  /// Copies of a store that are common at most.
  private static let mostCopies = 8.0

  /// The system with machines for a rate of requests at one position of its uncertain numbers.
  ///
  /// - Parameters:
  ///   - system: The system that `reading` reads, as it stands.
  ///   - rate: Requests per second.
  static func grown(_ system: System, as reading: Reading, for rate: Double) -> System {
    var grown = system
    for station in reading.stations {
      let factor = station.utilization(at: rate) / SaturationLimit.plannedUtilization
      guard factor > 1 else { continue }
      grow(&grown.components[station.component], station.role, by: factor)
    }
    let growth = rate / max(1e-9, reading.usersNow * reading.requestsPerUser)
    if growth > 1 { grown.delivery.runners = grown.delivery.runners?.scaled(by: growth) }
    return grown
  }

  private static func grow(_ component: inout Component, _ role: Reading.Station.Role, by factor: Double) {
    switch (component.kind, role) {
    case (.external, _), (.cdn, _): return
    case (.cache, _):
      let sharding = component.state?.sharding
      let nodes = ((sharding?.count.likely ?? 1) * factor).rounded(.up)
      component.state?.sharding = Sharding(count: .stated(nodes), key: sharding?.key ?? "key")
    case (.store, .replicas):
      guard let copies = component.state?.replication?.replicas, copies.likely >= 1 else { return }
      let most = max(1, mostCopies / copies.likely)
      component.state?.replication?.replicas = copies.scaled(by: min(factor, most))
    case (.store, _):
      guard let cores = component.resources.cpu?.likely, cores < largestMachine else { return }
      let larger = min(factor, largestMachine / cores)
      let (cpu, memory) = (component.resources.cpu, component.resources.memory)
      component.resources.cpu = cpu?.scaled(by: larger)
      component.resources.memory = memory?.scaled(by: larger)
    default:
      let replicas = component.scaling.replicas
      component.scaling.replicas = replicas?.scaled(by: factor)
      if let maximum = component.scaling.autoscaler?.maximum {
        component.scaling.autoscaler?.maximum = maximum.scaled(by: factor)
      }
    }
  }
}
