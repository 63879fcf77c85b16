package import TenfoldModel

/// A change of a system that an experiment stands up: a function from System to System, as remedies are.
///
/// They are the remedies `read-replicas`, `cache-aside` and `connection-pooling` with the count and the rule chosen here, where the advisor
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
  /// True when a pooler stands before the primary.
  private let isPooled: Bool
  /// Seconds by which the service that most calls reach answers later.
  private let lateness: Double
  /// What is broken on purpose; nil for nothing.
  package let fault: LabFault?

  private init(
    _ id: String, _ title: String, copies: Int = 0, onWrite: CacheWriteRule? = nil,
    isPooled: Bool = false, lateness: Double = 0, fault: LabFault? = nil
  ) {
    self.id = id
    self.title = title
    self.copies = copies
    self.onWrite = onWrite
    self.isPooled = isPooled
    self.lateness = lateness
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
    LabConfiguration(
      "pooled", "PgBouncer before the primary: few connections for many clients", isPooled: true),
    LabConfiguration("cold", "the cache with removal, empty at first", onWrite: .remove, fault: .emptyCache),
    LabConfiguration(
      "primary-lost", "two replicas, and the primary killed halfway", copies: 2, fault: .primaryLost),
    LabConfiguration(
      "slow-dependency", "the service that most calls reach answers 100 ms later", lateness: 0.1),
    LabConfiguration(
      "consumer-stopped", "a consumer of messages stands still for a while", fault: .consumerStopped),
  ]

  /// Those that can be tried on a system.
  package static func possible(for system: System) -> [LabConfiguration] {
    all.filter { $0.obstacle(in: system) == nil }
  }

  /// Why it cannot be tried on a system; nil when it can.
  package func obstacle(in system: System) -> String? {
    if fault == .consumerStopped, !system.components.contains(where: { $0.kind == .topic }) {
      return "no service handles messages"
    }
    if lateness > 0, Self.mostCalledService(of: system) == nil { return "no service calls another one" }
    return nil
  }

  /// The service that requests reach most often by calls of other services that wait for it, the first by name of several;
  /// nil where there is none.
  static func mostCalledService(of system: System) -> String? {
    let reading = Reading(Lowering.lower(system, conventions: LabSystem.conventions()))
    let components = reading.system.components
    func component(of operation: Int) -> Int { reading.system.operations[operation].component }
    var visits: [String: Double] = [:]
    for (call, entry) in reading.system.calls.enumerated() where entry.isSynchronous {
      let (caller, called) = (component(of: entry.from), component(of: entry.to))
      // A journey calls too, and belongs to no component.
      guard components.indices.contains(caller), components[caller].kind == .service,
        components[called].kind == .service
      else { continue }
      visits[components[called].name, default: 0] += reading.callVisits[call]
    }
    return visits.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
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
    }
    if isPooled { system[store]?.state?.isPooled = true }
    if let state = system[store]?.state {
      system[store]?.state?.connectionsPerReplica = state.connectionsPerReplica.mapValues { _ in
        LabSystem.connections(
          copies: state.replication?.replicas.likely ?? 0, isPooled: state.isPooled == true)
      }
    }
    if lateness > 0, let name = Self.mostCalledService(of: system) {
      for index in system[name]?.operations.indices ?? 0..<0 {
        let delay = system[name]?.operations[index].demand.delay?.likely ?? 0
        system[name]?.operations[index].demand.delay = .stated(delay + lateness)
      }
    }
    if let onWrite { system = Self.cached(store, onWrite, in: system, of: lab) }
    return LabPooler.placed(in: system, cores: lab.nodeCores)
  }

  /// The system with a cache before the reads of a store.
  private static func cached(
    _ store: String, _ onWrite: CacheWriteRule, in system: System, of lab: LabSystem
  ) -> System {
    var system = system
    let reads = Set((system[store]?.operations ?? []).filter { $0.writes != true }.map(\.name))
    let first = system[store]?.operations.first?.name
    let cache = cacheName(of: store)
    system = system.mappingCalls { _, call in
      guard call.component == store, reads.contains(call.operation ?? first ?? "") else { return call }
      var call = call
      call.cachedIn = cache
      return call
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
