import TenfoldCatalog
import TenfoldModel

/// A cache asked before a store; writes empty its entries.
struct CacheAside: Remedy {
  let id = "cache-aside"
  /// Memory of one node of a cache beyond which another is added, in bytes (E).
  private static let mostMemory = 100e9

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    guard component.kind == .store else { return [] }
    let reading = situation.reading
    let name = component.name
    let (reads, writes) = (reading.readsPerRequest(of: index), reading.writesPerRequest(of: index))
    let share = reads / max(1e-12, reads + writes)
    guard share >= 0.3 else {
      return [
        .refused(
          subject: name,
          reason: "only \(QuantityText.share(share)) of its queries read, so a cache has little to answer")
      ]
    }
    let isCached = reading.system.calls.contains {
      $0.cache >= 0 && reading.system.operations[$0.to].component == index
    }
    guard !isCached else {
      return [.refused(subject: name, reason: "a cache stands in front of it already")]
    }
    let cacheName = "\(name)-cache"
    let readNames = Set(component.operations.filter { $0.writes != true }.map(\.name))
    let first = component.operations.first?.name
    var system = situation.system.mappingCalls { _, call in
      guard call.component == name, let operation = call.operation ?? first, readNames.contains(operation)
      else {
        return call
      }
      var call = call
      call.cachedIn = cacheName
      return call
    }
    for journey in system.workload.journeys.indices {
      for call in system.workload.journeys[journey].calls.indices
      where system.workload.journeys[journey].calls[call].component == name
        && readNames.contains(system.workload.journeys[journey].calls[call].operation ?? first ?? "")
      {
        system.workload.journeys[journey].calls[call].cachedIn = cacheName
      }
    }
    // The reads that repeat ask for a small part of what the store keeps; the cache holds that part.
    let kept = max(
      Catalog.required("cache memory").likely,
      (component.state?.size?.likely ?? 0) * Catalog.required("cache workingShare").likely)
    // As many nodes as hold that and answer the goal's reads; a cache is bought for what it is to do.
    let work = situation.goalRate * reads * Catalog.required("cache cpu.read").likely
    let nodes = max(
      1, (kept / Self.mostMemory).rounded(.up), (work / SaturationLimit.plannedUtilization).rounded(.up))
    system.components.append(
      Component(
        name: cacheName, kind: .cache, engine: "redis",
        resources: Resources(memory: .planned(kept / nodes)), scaling: Scaling(replicas: .planned(1)),
        operations: [Operation(name: "get", writes: false)],
        state: StoredState(
          size: .planned(kept),
          sharding: nodes > 1 ? Sharding(count: .planned(nodes), scatterShare: .planned(0)) : nil)))
    let hit = Catalog.required("cache hitRatio").likely * share
    return [
      .change(
        subject: name,
        action:
          "put a cache in front of \(name): it answers \(QuantityText.share(hit)) of the reads once warm",
        system: Catalog.completed(system).system)
    ]
  }
}
