import TenfoldCatalog
import TenfoldModel

/// Division of a store by key: the last lever for writes and size.
struct ShardingRemedy: Remedy {
  let id = "sharding"

  func proposals(in situation: Situation) -> [Proposal] {
    guard
      situation.isAboutLoad
        || ["storage", "memory", "staleness", "write-contention"].contains(situation.kind),
      let index = situation.bottleneck
    else { return [] }
    let component = situation.component(index)
    guard component.kind == .store || component.kind == .cache else {
      return [idleStore(in: situation)].compactMap(\.self)
    }
    let now = max(1, component.state?.sharding?.count.likely.rounded() ?? 1)
    return [2.0, 4, 16].map { factor in
      let shards = now * factor
      return .change(
        subject: component.name,
        action: "divide \(component.name) into \(QuantityText.count(shards)) shards",
        system: situation.changing(index) {
          var state = $0.state ?? StoredState()
          state.sharding = Sharding(
            count: .planned(shards), key: state.sharding?.key,
            scatterShare: state.sharding?.scatterShare ?? Catalog.required("store scatterShare").quantity)
          $0.state = state
        })
    }
  }

  /// That even the busiest store has room, where the limit is elsewhere.
  private func idleStore(in situation: Situation) -> Proposal? {
    let stores = situation.system.components.indices.filter { situation.component($0).kind == .store }
    guard
      let busiest = stores.max(by: { situation.utilizationNow(of: $0) < situation.utilizationNow(of: $1) })
    else { return nil }
    let share = QuantityText.share(situation.utilizationNow(of: busiest))
    return .refused(subject: situation.component(busiest).name, reason: "it is at \(share) of its CPU today")
  }
}
