import TenfoldModel

/// More workers or connections on each replica, where they are held by waiting and not by work.
struct PoolSizing: Remedy {
  let id = "pool-sizing"
  /// Threads of one process beyond which their stacks and switches cost more than they carry (E).
  private static let mostThreads = 2048.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard let limit = situation.target as? HeldPoolLimit else { return [] }
    let component = situation.component(limit.component)
    let now: Double?
    if let store = limit.store {
      now = situation.component(store).state?.connectionsPerReplica[component.name]?.likely
    } else {
      now = component.workers?.likely
    }
    guard let now else { return [] }
    let what = limit.store == nil ? "workers" : "connections"
    let wanted =
      (max(2, situation.goalUsers / situation.breakingUsers / SaturationLimit.plannedUtilization) * now)
      .rounded(.up)
    guard wanted <= Self.mostThreads else {
      return [
        .refused(
          subject: limit.identity.subject,
          reason: "it would need \(QuantityText.count(wanted)) \(what) on each replica at the goal")
      ]
    }
    let index = limit.store ?? limit.component
    let changed = situation.changing(index) { changed in
      if limit.store == nil {
        changed.workers = .planned(wanted)
      } else {
        changed.state?.connectionsPerReplica[component.name] = .planned(wanted)
      }
    }
    let whose =
      limit.store.map {
        "\(component.name) \(QuantityText.count(wanted, "connection")) to \(situation.component($0).name)"
      }
      ?? "\(component.name) \(QuantityText.count(wanted)) workers"
    return [
      .change(
        subject: component.name, action: "give each replica of \(whose)", insteadOf: QuantityText.count(now),
        system: changed)
    ]
  }
}
