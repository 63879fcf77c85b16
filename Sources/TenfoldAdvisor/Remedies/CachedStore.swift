import TenfoldCatalog
package import TenfoldModel

/// A store with a cache asked before it: what the remedy proposes, and what may be tried by hand.
package enum CachedStore {
  /// Memory of one node of a cache beyond which another is added, in bytes (E).
  private static let mostMemory = 100e9

  /// The system with a cache that is asked before every read of a store, completed anew.
  ///
  /// - Parameters:
  ///   - system: A completed system in which no cache stands before the store.
  ///   - store: One of its stores.
  ///   - nodes: Nodes that its work asks for; more are taken where the memory asks for them.
  ///   - hitRatio: Share of the reads that it answers, in 0...1; nil for the catalogue's.
  static func adding(
    to system: System, before store: Component, nodes: Double, hitRatio: Double? = nil
  ) -> System {
    let cache = "\(store.name)-cache"
    let reads = Set(store.operations.filter { $0.writes != true }.map(\.name))
    let first = store.operations.first?.name
    var system = system.mappingEveryCall { call in
      guard call.component == store.name, let operation = call.operation ?? first, reads.contains(operation)
      else { return call }
      var call = call
      call.cachedIn = cache
      return call
    }
    // The reads that repeat ask for a small part of what the store keeps; the cache holds that part.
    let kept = max(
      Catalog.required("cache memory").likely,
      (store.state?.size?.likely ?? 0) * Catalog.required("cache workingShare").likely)
    let nodes = max(1, (kept / mostMemory).rounded(.up), nodes)
    system.components.append(
      Component(
        name: cache, kind: .cache, engine: "redis",
        resources: Resources(memory: .planned(kept / nodes)), scaling: Scaling(replicas: .planned(1)),
        operations: [Operation(name: "get", writes: false)],
        state: StoredState(
          size: .planned(kept),
          sharding: nodes > 1 ? Sharding(count: .planned(nodes), scatterShare: .planned(0)) : nil,
          hitRatio: hitRatio.map { .stated($0) })))
    return Catalog.completed(system).system
  }

  /// The system with a cache before a store that answers a share of its reads: a new one, or those that stand there.
  ///
  /// - Parameters:
  ///   - system: A completed system.
  ///   - store: Name of one of its stores.
  ///   - hitRatio: Share of the reads that are found in the cache, in 0...1.
  package static func system(_ system: System, cachingIn hitRatio: Double, before store: String) -> System {
    guard let component = system[store] else { return system }
    var caches: Set<String> = []
    _ = system.mappingEveryCall { call in
      if call.component == store, let cache = call.cachedIn { caches.insert(cache) }
      return call
    }
    guard !caches.isEmpty else {
      return adding(to: system, before: component, nodes: 1, hitRatio: hitRatio)
    }
    var changed = system
    for cache in caches { changed[cache]?.state?.hitRatio = .stated(hitRatio) }
    return Catalog.completed(changed).system
  }
}
