import TenfoldCatalog
import TenfoldModel

/// A cache asked before a store; writes empty its entries.
struct CacheAside: Remedy {
  let id = "cache-aside"

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
    // As many nodes as answer the goal's reads; a cache is bought for what it is to do.
    let work = situation.goalRate * reads * Catalog.required("cache cpu.read").likely
    let nodes = (work / SaturationLimit.plannedUtilization).rounded(.up)
    let system = CachedStore.adding(to: situation.system, before: component, nodes: nodes)
    let hit = Catalog.required("cache hitRatio").likely * share
    return [
      .change(
        subject: name,
        action:
          "put a cache in front of \(name): it answers \(QuantityText.share(hit)) of the reads once warm",
        system: system)
    ]
  }
}
