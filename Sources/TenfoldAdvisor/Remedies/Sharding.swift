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
    guard component.kind == .store || component.kind == .cache else { return [] }
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
}
