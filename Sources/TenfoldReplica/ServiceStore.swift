extension ServiceConfiguration {
  /// A PostgreSQL database it asks, with its replicas and the cache before it.
  public struct Store: Codable, Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Name of the database, and the user that asks; letters, digits, `-` and `_`.
    public var database: String
    /// The user that asks, of the same characters.
    public var user: String
    /// Port of the primary, which takes every write.
    public var primary: UInt16
    /// Ports of the copies, which answer the reads in turn; where there are none, the primary does.
    public var replicas: [UInt16]
    /// Connections to each of these servers; ≥ 1. Accesses that find none free wait in order.
    public var poolSize: Int
    /// Seconds after which the database gives a statement up; > 0.
    public var timeout: Double
    /// True when a pooler stands before the primary, which gives a connection away for one transaction: nothing is prepared
    /// there, and the pooler's own limits stand for the timeout.
    public var isPooled: Bool
    /// A cache that is asked before reads.
    public var cache: Cache?

    /// Joins them.
    public init(
      name: String, database: String, user: String, primary: UInt16, replicas: [UInt16] = [], poolSize: Int,
      timeout: Double, isPooled: Bool = false, cache: Cache? = nil
    ) {
      self.name = name
      self.isPooled = isPooled
      self.database = database
      self.user = user
      self.primary = primary
      self.replicas = replicas
      self.poolSize = poolSize
      self.timeout = timeout
      self.cache = cache
    }
  }

  /// A Redis server that is asked before a store; what it has not is fetched from the store and put into it.
  public struct Cache: Codable, Sendable, Hashable {
    /// What becomes of an entry whose row is changed.
    public enum WriteRule: String, Codable, Sendable, Hashable {
      /// It is removed; the next read fetches it anew.
      case remove
      /// It is replaced by the new row.
      case update
      /// Nothing.
      case keep
    }

    /// Its port.
    public var port: UInt16
    /// What becomes of an entry when the row changes.
    public var onWrite: WriteRule
    /// Connections; ≥ 1.
    public var poolSize: Int
    /// Seconds after which it is done without; > 0.
    public var timeout: Double

    /// Joins them.
    public init(port: UInt16, onWrite: WriteRule, poolSize: Int, timeout: Double) {
      self.port = port
      self.onWrite = onWrite
      self.poolSize = poolSize
      self.timeout = timeout
    }
  }
}
