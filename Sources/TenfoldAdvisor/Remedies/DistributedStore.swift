import TenfoldCatalog
import TenfoldModel

/// A store moved to an engine that divides its data over its nodes by itself.
///
/// A query costs several times that of one machine, since nodes agree on it; nodes then carry any load.
struct DistributedStore: Remedy {
  let id = "distributed-sql"
  private static let mostNodes = 1000.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad || situation.kind == "storage", let index = situation.bottleneck,
      situation.component(index).kind == .store
    else { return [] }
    let component = situation.component(index)
    let name = component.name
    guard !Catalog.dividesItself(component) else {
      return [.refused(subject: name, reason: "its engine divides its data by itself already")]
    }
    guard !Catalog.keepsFiles(component) else { return [] }
    let dearer = Catalog.required("store distributedOverSingle").likely
    let busy = situation.utilization(of: index, at: situation.goalRate)
    let hottest = situation.reading.hottestShardShare(of: index)
    // The whole load, of which the busiest shard shows its share, spread evenly.
    let parts = max(1, (busy / max(1e-9, hottest) * dearer / SaturationLimit.plannedUtilization).rounded(.up))
    guard parts <= Self.mostNodes else {
      return [
        .refused(subject: name, reason: "it would need \(QuantityText.count(3 * parts, "node")) at the goal")
      ]
    }
    return [
      .change(
        subject: name,
        action: "move \(name) to an engine that divides itself, on \(QuantityText.count(3 * parts, "node"))",
        system: situation.changing(index) {
          $0.engine = "cockroachdb"
          $0.scaling.replicas = .planned(3 * parts)
          for operation in $0.operations.indices {
            let cpu = $0.operations[operation].demand.cpu
            $0.operations[operation].demand.cpu = cpu?.scaled(by: dearer)
          }
          var state = $0.state ?? StoredState()
          state.sharding = Sharding(
            count: .planned(parts), scatterShare: state.sharding?.scatterShare ?? .planned(0))
          state.replication = Replication(
            replicas: .planned(2), mode: .quorum, readsFrom: .all, lag: state.replication?.lag,
            failoverTime: state.replication?.failoverTime)
          $0.state = state
        })
    ]
  }
}
