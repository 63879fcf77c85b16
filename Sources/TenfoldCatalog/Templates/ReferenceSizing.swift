internal import TenfoldModel

/// Sizes a reference system for its load, as somebody who runs it would have done.
enum ReferenceSizing {
  /// Share of its capacity a part uses at the stated load: half where an autoscaler adds replicas within a
  /// minute, less where people do, and least where state must move.
  private static func target(of component: Component, row: ReferenceRow) -> Double {
    guard component.isStateless else { return 0.25 }
    return row >= .third ? 0.5 : 0.3
  }

  /// Cores of the largest database machine that is bought before the data is divided.
  private static let largestDatabase = 64.0
  /// Shards after which more of them relieve nothing.
  private static let mostShards = 1024.0

  /// Gives services their replicas, and databases larger machines, more copies or more shards, until no part
  /// is busier than it should be at `rate` requests per second.
  static func size(_ system: inout System, for rate: Double, row: ReferenceRow) {
    for index in system.components.indices where system.components[index].growsByReplicas {
      system.components[index].scaling.replicas = .stated(1)
    }
    for _ in 0..<60 {
      // Not `completed`, which would lower what is assumed until the system carries its load.
      var completion = Completion(system: system)
      completion.addMissingParts()
      completion.assume()
      let reading = Reading(Catalog.lower(completion.system))
      var isSettled = true
      for station in reading.stations {
        let busy = rate * station.demand / Double(station.serverCount)
        let component = station.component
        let target = target(of: system.components[component], row: row)
        switch station.role {
        case .own where system.components[component].growsByReplicas:
          let replicas = max(row.leastReplicas, (busy / target).rounded(.up))
          system.components[component].scaling.replicas = .stated(replicas)
        case .own: continue
        case .primary, .replicas:
          let isApplying = applying(to: component, at: rate, in: reading) > target
          guard busy > target || isApplying else { continue }
          grow(&system.components[component], isReplica: station.role == .replicas && !isApplying, row: row)
          isSettled = false
        }
      }
      if isSettled { break }
    }
    guard row >= .third else { return }
    for index in system.components.indices where system.components[index].isStateless {
      let replicas = system.components[index].scaling.replicas?.likely ?? 1
      system.components[index].scaling.autoscaler = Autoscaler(
        maximum: .stated(replicas * 4), metric: "cpu", target: .stated(0.6),
        startTime: .stated(30, low: 15, high: 90))
    }
  }

  /// Utilization of what applies writes on a copy of the busiest shard.
  private static func applying(to component: Int, at rate: Double, in reading: Reading) -> Double {
    guard reading.replicaStation[component] >= 0 else { return 0 }
    let busy = reading.system.components[component].operations.reduce(0.0) { busy, operation in
      let entry = reading.system.operations[operation]
      guard entry.writes else { return busy }
      return busy + rate * reading.visits[operation] * reading.hottestShardShare(of: component)
        * reading.applyTime(ofWrite: operation)
    }
    return busy / reading.applyServerCount(of: component)
  }

  /// The next larger form of a store: more copies for reads, a larger machine, then twice the shards.
  private static func grow(_ component: inout Component, isReplica: Bool, row: ReferenceRow) {
    let cores = component.resources.cpu?.likely ?? 4
    let copies = component.state?.replication?.replicas.likely ?? 0
    if component.kind == .store, isReplica, copies < 8 {
      component.state?.replication?.replicas = .stated(copies + 1)
    } else if component.kind == .store, component.state?.sharding == nil, cores < largestDatabase {
      component.resources.cpu = .stated(cores * 2)
      component.resources.memory = component.resources.memory?.scaled(by: 2)
    } else if component.state?.sharding?.count.likely ?? 1 < mostShards {
      let sharding = component.state?.sharding
      component.state?.sharding = Sharding(
        count: .stated((sharding?.count.likely ?? 1) * 2), key: sharding?.key ?? "customer")
    } else if copies < 64 {
      // The most popular key stays on one shard, so that only copies of it relieve it.
      var replication = component.state?.replication ?? Replication(replicas: .stated(0))
      replication.replicas = .stated(copies + 2)
      replication.readsFrom = .all
      component.state?.replication = replication
    }
  }
}

extension Component {
  fileprivate var isStateless: Bool { kind == .service || kind == .gateway }
  fileprivate var growsByReplicas: Bool { isStateless || kind == .topic }
}

extension ReferenceRow {
  fileprivate var leastReplicas: Double {
    switch self {
    case .first: 1
    case .second: 2
    case .third, .fourth: 3
    }
  }
}
