internal import Synchronization
internal import TenfoldPlatform
internal import TenfoldReplica

/// Asks a store for a service: the cache first where there is one, the copies for reads, the primary for writes.
final class StoreClient: Sendable {
  private let rule: ServiceConfiguration.Cache.WriteRule
  private let cache: ConnectionPool<RedisConnection>?
  private let primary: ConnectionPool<PostgreSQLConnection>
  private let readers: [ConnectionPool<PostgreSQLConnection>]
  private let turn = Atomic(0)
  private let hits = Atomic(0)
  private let misses = Atomic(0)

  /// Reads that the cache answered, and those that it did not.
  var cacheCounts: (hits: Int, misses: Int) {
    (hits.load(ordering: .relaxed), misses.load(ordering: .relaxed))
  }

  /// Connections of one kind to one server.
  private struct Target: Hashable {
    var port: UInt16
    var database: String
    var user: String
    var timeout: Double
    var isPooled: Bool
    var poolSize: Int
  }

  /// Clients of the stores of one service, in their order; where these have the same server and as many connections to it,
  /// they share them.
  static func clients(of stores: [ServiceConfiguration.Store]) -> [StoreClient] {
    var pools: [Target: ConnectionPool<PostgreSQLConnection>] = [:]
    return stores.map { StoreClient($0, sharing: &pools) }
  }

  private init(
    _ store: ServiceConfiguration.Store, sharing pools: inout [Target: ConnectionPool<PostgreSQLConnection>]
  ) {
    func pool(_ port: UInt16, isPooled: Bool) -> ConnectionPool<PostgreSQLConnection> {
      let target = Target(
        port: port, database: store.database, user: store.user, timeout: store.timeout, isPooled: isPooled,
        poolSize: store.poolSize)
      if let known = pools[target] { return known }
      let pool = ConnectionPool(count: store.poolSize) {
        PostgreSQLConnection(
          port: port, database: store.database, user: store.user, timeout: store.timeout, isPooled: isPooled)
      }
      pools[target] = pool
      return pool
    }
    primary = pool(store.primary, isPooled: store.isPooled)
    readers = store.replicas.isEmpty ? [primary] : store.replicas.map { pool($0, isPooled: false) }
    rule = store.cache?.onWrite ?? .keep
    cache = store.cache.map { cache in
      ConnectionPool(count: cache.poolSize) { RedisConnection(port: cache.port, timeout: cache.timeout) }
    }
  }

  /// Reads or writes the row of a key, and waits for it.
  ///
  /// A cache that does not answer is done without; its entry may then show old content.
  ///
  /// - Returns: The row's value afterwards; nil when there is no such row.
  /// - Throws: ``StoreFailure`` when the database does not do it.
  func access(key: Int, writes: Bool, work: Int) throws(StoreFailure) -> Int? {
    writes ? try write(key, work) : try read(key, work)
  }

  private func read(_ key: Int, _ work: Int) throws(StoreFailure) -> Int? {
    if let cache {
      let found = try? cache.ask { (connection) throws(StoreFailure) in try connection.get(key) }
      if let value = found.flatMap({ $0 }) {
        hits.add(1, ordering: .relaxed)
        return value
      }
      misses.add(1, ordering: .relaxed)
    }
    let reader = readers[turn.add(1, ordering: .relaxed).oldValue % readers.count]
    let value = try reader.ask { (connection) throws(StoreFailure) in
      try connection.read(key: key, work: work)
    }
    if let cache, let value {
      try? cache.ask { (connection) throws(StoreFailure) in try connection.set(key, to: value) }
    }
    return value
  }

  private func write(_ key: Int, _ work: Int) throws(StoreFailure) -> Int? {
    let value = try primary.ask { (connection) throws(StoreFailure) in
      try connection.write(key: key, work: work)
    }
    guard let cache, let value else { return value }
    switch rule {
    case .remove: try? cache.ask { (connection) throws(StoreFailure) in try connection.remove(key) }
    case .update: try? cache.ask { (connection) throws(StoreFailure) in try connection.set(key, to: value) }
    case .keep: break
    }
    return value
  }
}
