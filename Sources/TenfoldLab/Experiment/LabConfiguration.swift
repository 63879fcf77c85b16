package import TenfoldModel

/// A change of a system that an experiment stands up: a function from System to System, as remedies are.
///
/// They are the remedies `read-replicas` and `cache-aside` with the count and the rule chosen here, where the advisor
/// would size them for a goal.
package struct LabConfiguration: Sendable {
  /// Its name on the command line.
  package let id: String
  /// What it is, in a few words.
  package let title: String
  /// Copies that answer the reads.
  private let copies: Int
  /// What becomes of entries when rows change; nil for no cache.
  private let onWrite: CacheWriteRule?
  /// What is broken on purpose; nil for nothing.
  package let fault: LabFault?

  private init(
    _ id: String, _ title: String, copies: Int = 0, onWrite: CacheWriteRule? = nil, fault: LabFault? = nil
  ) {
    self.id = id
    self.title = title
    self.copies = copies
    self.onWrite = onWrite
    self.fault = fault
  }

  /// Those that ship, the system as it is first.
  package static let all = [
    LabConfiguration("alone", "primary alone"),
    LabConfiguration("replica", "one replica answers the reads", copies: 1),
    LabConfiguration("replicas", "two replicas answer the reads", copies: 2),
    LabConfiguration("cache-remove", "a cache, entries removed on writes", onWrite: .remove),
    LabConfiguration("cache-update", "a cache, entries updated on writes", onWrite: .update),
    LabConfiguration("both", "two replicas, and a cache with removal", copies: 2, onWrite: .remove),
    LabConfiguration("cold", "the cache with removal, empty at first", onWrite: .remove, fault: .emptyCache),
    LabConfiguration(
      "primary-lost", "two replicas, and the primary killed halfway", copies: 2, fault: .primaryLost),
    LabConfiguration(
      "consumer-stopped", "a consumer of messages stands still for a while", fault: .consumerStopped),
  ]

  /// Those that can be tried on a system: without topics no consumer can stand still.
  package static func possible(for system: System) -> [LabConfiguration] {
    let hasTopics = system.components.contains { $0.kind == .topic }
    return all.filter { hasTopics || $0.fault != .consumerStopped }
  }

  /// Name of the cache that a configuration puts before a store.
  static func cacheName(of store: String) -> String { "\(store)-cache" }

  /// The system with the change.
  ///
  /// - Parameters:
  ///   - system: What the lab stands up.
  ///   - store: The store that is changed.
  package func applied(to lab: LabSystem, store: String) -> System {
    var system = lab.system
    if copies > 0 {
      system[store]?.state?.replication = Replication(
        replicas: .stated(Double(copies)), mode: .asynchronous, readsFrom: .replicas)
      let clients = system[store]?.state?.connectionsPerReplica ?? [:]
      system[store]?.state?.connectionsPerReplica = clients.mapValues { _ in
        LabSystem.connections(copies: Double(copies))
      }
    }
    guard let onWrite else { return system }
    let reads = Set((system[store]?.operations ?? []).filter { $0.writes != true }.map(\.name))
    let first = system[store]?.operations.first?.name
    let cache = Self.cacheName(of: store)
    for component in system.components.indices {
      for operation in system.components[component].operations.indices {
        let steps = system.components[component].operations[operation].steps
        system.components[component].operations[operation].steps = steps.map {
          $0.cached(in: cache, callsOf: store, reads, first)
        }
      }
    }
    system.components.append(
      LabSystem.cache(
        Component(
          name: cache, kind: .cache, engine: "redis",
          operations: [
            Operation(name: "get", demand: Demand(cpu: .stated(0), variability: .stated(0)), writes: false)
          ],
          state: StoredState(onWrite: onWrite)),
        lab.nodeCores, keys: system[store]?.state?.keys ?? KeyPopularity()))
    return system
  }
}

extension Step {
  /// The step with a cache before every call that reads a store.
  fileprivate func cached(
    in cache: String, callsOf store: String, _ reads: Set<String>, _ first: String?
  ) -> Step {
    switch self {
    case .call(var call):
      if call.component == store, reads.contains(call.operation ?? first ?? "") { call.cachedIn = cache }
      return .call(call)
    case .parallel(let steps):
      return .parallel(steps.map { $0.cached(in: cache, callsOf: store, reads, first) })
    case .choice(let branches):
      return .choice(
        branches.map { branch in
          Branch(
            share: branch.share,
            steps: branch.steps.map { $0.cached(in: cache, callsOf: store, reads, first) })
        })
    }
  }
}
