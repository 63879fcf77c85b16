/// What a store or a cache keeps, how it is copied and how it is divided.
public struct StoredState: Sendable, Hashable, Codable {
  /// Bytes kept now.
  public var size: Quantity?
  /// Bytes one write adds, before copies and indexes.
  public var bytesPerWrite: Quantity?
  /// Time after which data is removed, in seconds; unknown means it is kept.
  public var retention: Quantity?
  /// Most connections the engine serves.
  public var connectionLimit: Quantity?
  /// Connections each client replica keeps open, by client component's name.
  public var connectionsPerReplica: [String: Quantity]
  /// Connections that all clients together keep open today, where that is what is known.
  public var openConnections: Quantity?
  /// Share of the CPU that a few slow queries take, which nobody has tuned, in 0...1.
  public var slowQueryShare: Quantity?
  /// True when a pooler stands between the clients and the store; nil when unknown.
  public var isPooled: Bool?
  /// Copies of the data.
  public var replication: Replication?
  /// Division of the data; nil when it is whole.
  public var sharding: Sharding?
  /// Keys and their popularity, for caches and for skew.
  public var keys: KeyPopularity?
  /// Time a cached entry stays valid, in seconds.
  public var timeToLive: Quantity?
  /// Share of reads a cache answers, in 0...1, when it is known rather than computed.
  public var hitRatio: Quantity?
  /// The store this one is a read model of, by name, and the topic that feeds it.
  public var projection: Projection?
  /// True when of several misses of one key only one asks the store; nil when unknown.
  public var coalescesMisses: Bool?
  /// What becomes of a cache's entry when the store behind it changes; unknown is assumed to be removal.
  public var onWrite: CacheWriteRule?

  /// Makes a state of which nothing is known unless given.
  public init(
    size: Quantity? = nil, bytesPerWrite: Quantity? = nil, retention: Quantity? = nil,
    connectionLimit: Quantity? = nil, connectionsPerReplica: [String: Quantity] = [:],
    isPooled: Bool? = nil, replication: Replication? = nil, sharding: Sharding? = nil,
    keys: KeyPopularity? = nil, timeToLive: Quantity? = nil, hitRatio: Quantity? = nil,
    projection: Projection? = nil, coalescesMisses: Bool? = nil, onWrite: CacheWriteRule? = nil,
    openConnections: Quantity? = nil, slowQueryShare: Quantity? = nil
  ) {
    self.size = size
    self.bytesPerWrite = bytesPerWrite
    self.retention = retention
    self.connectionLimit = connectionLimit
    self.connectionsPerReplica = connectionsPerReplica
    self.isPooled = isPooled
    self.replication = replication
    self.sharding = sharding
    self.keys = keys
    self.timeToLive = timeToLive
    self.hitRatio = hitRatio
    self.projection = projection
    self.coalescesMisses = coalescesMisses
    self.onWrite = onWrite
    self.openConnections = openConnections
    self.slowQueryShare = slowQueryShare
  }
}

/// What becomes of a cache's entry when the store behind it changes.
public enum CacheWriteRule: String, Sendable, Hashable, Codable, CaseIterable, BitwiseCopyable {
  /// It is removed; the next read fetches it anew.
  case remove
  /// It shows the new content at once.
  case update
  /// Nothing: it shows old content until it expires or is dropped.
  case keep
}

/// Copies of a store's data besides the primary.
public struct Replication: Sendable, Hashable, Codable {
  /// When a write counts as done.
  public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
    /// Once the primary has it.
    case asynchronous
    /// Once a replica has it too.
    case synchronous
    /// Once a majority has it.
    case quorum
  }

  /// Who answers reads.
  public enum ReadTarget: String, Sendable, Hashable, Codable, CaseIterable {
    /// The primary alone; replicas stand by.
    case primary
    /// The replicas alone.
    case replicas
    /// All of them.
    case all
  }

  /// Copies besides the primary.
  public var replicas: Quantity
  /// When a write counts as done.
  public var mode: Mode
  /// Who answers reads.
  public var readsFrom: ReadTarget
  /// Time until a replica has a write, in seconds.
  public var lag: Quantity?
  /// Time until a replica takes over a lost primary, in seconds.
  public var failoverTime: Quantity?
  /// Region that takes the writes, by name; nil when there is one region or every region takes its own.
  public var primaryRegion: String?
  /// Of a store without a primary, which sends each read and each write to all: answers a read waits for; nil elsewhere.
  public var readQuorum: Quantity?
  /// Acknowledgements a write waits for in such a store; nil elsewhere.
  public var writeQuorum: Quantity?

  /// Makes a replication.
  public init(
    replicas: Quantity, mode: Mode = .asynchronous, readsFrom: ReadTarget = .primary,
    lag: Quantity? = nil, failoverTime: Quantity? = nil, primaryRegion: String? = nil,
    readQuorum: Quantity? = nil, writeQuorum: Quantity? = nil
  ) {
    self.replicas = replicas
    self.mode = mode
    self.readsFrom = readsFrom
    self.lag = lag
    self.failoverTime = failoverTime
    self.primaryRegion = primaryRegion
    self.readQuorum = readQuorum
    self.writeQuorum = writeQuorum
  }
}

/// Division of a store's data by key.
public struct Sharding: Sendable, Hashable, Codable {
  /// Parts.
  public var count: Quantity
  /// What the data is divided by.
  public var key: String?
  /// Share of reads that must ask every shard, in 0...1.
  public var scatterShare: Quantity?
  /// Share of the load that the busiest shard takes, in 0...1; even when unknown.
  public var hottestShare: Quantity?

  /// Makes a sharding.
  public init(
    count: Quantity, key: String? = nil, scatterShare: Quantity? = nil, hottestShare: Quantity? = nil
  ) {
    self.count = count
    self.key = key
    self.scatterShare = scatterShare
    self.hottestShare = hottestShare
  }
}

/// Keys and how unevenly they are asked for: a Zipf law over `count` keys.
public struct KeyPopularity: Sendable, Hashable, Codable {
  /// Number of distinct keys.
  public var count: Quantity?
  /// Exponent of the Zipf law; 0 is uniform.
  public var zipfExponent: Quantity?
  /// Mean size of one entry, in bytes.
  public var entrySize: Quantity?
  /// Requests per second for the most popular key at today's load, where that was seen.
  public var hottestRate: Quantity?

  /// Makes a popularity of which nothing is known unless given.
  public init(
    count: Quantity? = nil, zipfExponent: Quantity? = nil, entrySize: Quantity? = nil,
    hottestRate: Quantity? = nil
  ) {
    self.count = count
    self.zipfExponent = zipfExponent
    self.entrySize = entrySize
    self.hottestRate = hottestRate
  }
}

/// A store that is a read model of another, fed by events.
public struct Projection: Sendable, Hashable, Codable {
  /// The store whose state it shows.
  public var of: String
  /// The topic the changes come through.
  public var via: String?
  /// Time until a change shows, in seconds.
  public var lag: Quantity?

  /// Makes a projection.
  public init(of: String, via: String? = nil, lag: Quantity? = nil) {
    self.of = of
    self.via = via
    self.lag = lag
  }
}

/// What a topic or queue carries and who takes from it.
public struct Messaging: Sendable, Hashable, Codable {
  /// One group of consumers, which sees every message once.
  public struct Consumer: Sendable, Hashable, Codable {
    /// The consuming component.
    public var component: String
    /// The operation that handles a message.
    public var operation: String?
    /// Messages one replica handles at a time.
    public var concurrency: Quantity?
    /// Operation of the topic by which its messages come, which are handled beside those of the others; nil for all of them.
    public var publication: String?

    /// Makes a consumer.
    public init(
      component: String, operation: String? = nil, concurrency: Quantity? = nil, publication: String? = nil
    ) {
      self.component = component
      self.operation = operation
      self.concurrency = concurrency
      self.publication = publication
    }
  }

  /// Partitions; at most that many consumers of a group work at a time.
  public var partitions: Quantity?
  /// Copies of each message.
  public var replicas: Quantity?
  /// Time messages are kept, in seconds.
  public var retention: Quantity?
  /// Consumer groups.
  public var consumers: [Consumer]
  /// True when failed messages are set aside; nil when unknown.
  public var hasDeadLetters: Bool?
  /// How often a message is delivered at most while its consumer fails; unknown is once.
  public var deliveryLimit: Quantity?
  /// Mean pause before a message is delivered again, in seconds.
  public var redeliveryPause: Quantity?
  /// What messages are about: messages of one key keep their order in one partition. Nil when any consumer takes any.
  public var keys: KeyPopularity?

  /// Who handles the messages that come by an operation of the topic to a component; nil when nothing is said of it.
  package func consumer(_ component: String, of publication: String) -> Consumer? {
    let own = consumers.filter { $0.component == component }
    return own.first { $0.publication == publication } ?? own.first { $0.publication == nil }
  }

  /// Makes a topic's traits of which nothing is known unless given.
  public init(
    partitions: Quantity? = nil, replicas: Quantity? = nil, retention: Quantity? = nil,
    consumers: [Consumer] = [], hasDeadLetters: Bool? = nil, deliveryLimit: Quantity? = nil,
    redeliveryPause: Quantity? = nil, keys: KeyPopularity? = nil
  ) {
    self.partitions = partitions
    self.replicas = replicas
    self.retention = retention
    self.consumers = consumers
    self.hasDeadLetters = hasDeadLetters
    self.deliveryLimit = deliveryLimit
    self.redeliveryPause = redeliveryPause
    self.keys = keys
  }
}
