import TenfoldCatalog
import TenfoldModel

/// Copies of a store that answer reads; every copy replays all writes.
struct ReadReplicas: Remedy {
  let id = "read-replicas"
  private static let most = 5.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    guard component.kind == .store else { return [] }
    let reading = situation.reading
    let reads = reading.readsPerRequest(of: index)
    let writes = reading.writesPerRequest(of: index)
    let share = reads / max(1e-12, reads + writes)
    let now = reading.copies(of: index)
    let name = component.name
    if reading.system.components[index].shardCount >= 0, now == 0,
      Catalog.family(of: component.engineName) == "cassandra"
    {
      return []
    }
    guard share >= 0.5 else {
      return [
        .refused(
          subject: name,
          reason: "only \(QuantityText.share(share)) of its queries read, and every copy replays all writes")
      ]
    }
    guard now < Self.most else {
      return [.refused(subject: name, reason: "it has \(QuantityText.count(now)) copies already")]
    }
    return [1.0, 2, 3, 5].filter { $0 > now }.map { copies in
      .change(
        subject: name,
        action:
          "let \(QuantityText.count(copies, "read replica")) of \(name) answer its reads (\(QuantityText.share(share)) of its queries)",
        system: situation.changing(index) {
          var state = $0.state ?? StoredState()
          let old = state.replication
          let lag = Catalog.assumption("lag", of: Catalog.subjects(of: $0) + ["store"])
          state.replication = Replication(
            replicas: .planned(copies), mode: old?.mode ?? .asynchronous, readsFrom: .replicas,
            lag: old?.lag ?? lag, failoverTime: old?.failoverTime)
          $0.state = state
        })
    }
  }
}
