import TenfoldModel

/// One shared part kept once for each group of tenants, so that a fault or a busy tenant reaches its group alone.
struct Bulkheads: Remedy {
  let id = "bulkheads"
  static let groups = 10.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard let index = situation.sharedByTenants else { return [] }
    let name = situation.component(index).name
    return [
      .change(
        subject: name, action: Self.action(on: name),
        system: situation.dividedByTenant([index], parts: Self.groups))
    ]
  }

  static func action(on name: String) -> String {
    "give each of \(QuantityText.count(groups)) groups of tenants a \(name) of its own"
  }
}

/// Every part that keeps state divided by tenant in the same way: cells that share nothing.
struct Cells: Remedy {
  let id = "cells-shuffle-sharding"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.sharedByTenants != nil else { return [] }
    let shared = situation.undividedStates
    return [
      .change(
        subject: "system",
        action:
          "divide the system into \(QuantityText.count(Bulkheads.groups)) cells by tenant, each with its own "
          + shared.prefix(3).map { situation.component($0).name }.joined(separator: ", ")
          + (shared.count > 3 ? " and more" : ""),
        system: situation.dividedByTenant(shared, parts: Bulkheads.groups))
    ]
  }
}

extension Situation {
  /// The part that all tenants share and that the limit is about; nil where tenants are not stated or it is divided.
  var sharedByTenants: Int? {
    guard kind == "blast-radius" || isAboutLoad,
      reading.value(reading.system.tenantCount, or: 1) > Bulkheads.groups, let index = bottleneck,
      reading.system.components[index].isStateful, !isDividedEnough(index)
    else { return nil }
    return index
  }

  /// Parts that keep state and are not divided by tenant so far.
  var undividedStates: [Int] {
    reading.system.components.indices.filter {
      reading.system.components[$0].isStateful && !isDividedEnough($0)
    }
  }

  /// True for what is divided by tenant into as many parts as a remedy would make of it.
  func isDividedEnough(_ index: Int) -> Bool {
    let entry = reading.system.components[index]
    return entry.isDividedByTenant && reading.value(entry.shardCount, or: 1) >= Bulkheads.groups
  }

  /// The system with some of its stores and caches divided by tenant.
  func dividedByTenant(_ indices: [Int], parts: Double) -> System {
    var system = system
    let key = system.workload.tenants?.key ?? "tenant"
    system.workload.tenants?.key = key
    for index in indices {
      let shards = max(parts, (system.components[index].state?.sharding?.count.likely ?? 1).rounded())
      var state = system.components[index].state ?? StoredState()
      state.sharding = Sharding(count: .planned(shards), key: key, scatterShare: .planned(0))
      system.components[index].state = state
      // Its faults reach the tenants of one part.
      for incident in system.incidents.indices
      where [.fault, .tenant].contains(system.incidents[incident].cause)
        && system.incidents[incident].component == system.components[index].name
      {
        system.incidents[incident] = system.incidents[incident].smaller(by: 1 / parts)
      }
    }
    return system
  }
}
