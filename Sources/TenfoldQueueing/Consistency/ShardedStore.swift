/// A store split by key: what the most popular keys do to the busiest shard.
public struct ShardedStore: Sendable, Hashable {
  /// Shards.
  public let shardCount: Int
  /// Servers of each shard.
  public let serverCount: Int
  /// How requests spread over keys.
  public let popularity: KeyPopularity

  /// Makes a store.
  ///
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public init(shardCount: Int, serverCount: Int = 1, popularity: KeyPopularity) throws(QueueingError) {
    try Check.count(shardCount, atLeast: 1, "number of shards", at: "sharded store")
    try Check.count(serverCount, atLeast: 1, "server count", at: "sharded store")
    self.shardCount = shardCount
    self.serverCount = serverCount
    self.popularity = popularity
  }

  /// Share of the requests that the shard with the most popular key gets on average, the other keys spread by hash.
  public var hottestShare: Double {
    let largest = popularity.largestShare
    return largest + (1 - largest) / Double(shardCount)
  }

  /// Load of that shard over an even share; 1 without skew.
  public var skew: Double { hottestShare * Double(shardCount) }

  /// Busy share of that shard; at and above 1 an overload that more shards relieve only down to the most popular key's own
  /// load.
  ///
  /// - Parameters:
  ///   - requestRate: Requests per second to the whole store.
  ///   - serviceTime: In seconds.
  public func hottestUtilization(requestRate: Double, serviceTime: Double) -> Double {
    hottestShare * requestRate * serviceTime / Double(serverCount)
  }

  /// Busy share that the most popular key alone asks for, whatever the number of shards.
  public func utilizationFloor(requestRate: Double, serviceTime: Double) -> Double {
    popularity.largestShare * requestRate * serviceTime / Double(serverCount)
  }
}
