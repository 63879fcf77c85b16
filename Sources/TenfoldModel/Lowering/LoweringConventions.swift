/// Numbers that belong to no component and that a system need not state: the catalogue supplies them.
public struct LoweringConventions: Sendable, Hashable {
  /// Time a call between two components adds on the network, in seconds.
  public var hop: Quantity
  /// Round-trip time between regions whose link is not described, in seconds.
  public var crossRegion: Quantity
  /// CPU that a copy which replays a log spends on a write, in seconds; at most what the write itself took.
  public var applyTime: Quantity
  /// Engines, by name, whose copies carry out every write anew.
  public var writeRepeatingEngines: Set<String>
  /// Exponent with which services grow with users.
  public var serviceGrowth: Quantity
  /// Share of faults that take all replicas together.
  public var commonCause: Quantity
  /// Most that the busiest shard carries over the mean, where nothing is known of the keys; ≥ 1.
  public var shardSkew: Quantity
  /// CPU that the server's side of a TLS handshake takes, in seconds.
  public var handshake: Quantity

  /// Joins the numbers.
  public init(
    hop: Quantity, crossRegion: Quantity, applyTime: Quantity, writeRepeatingEngines: Set<String> = [],
    serviceGrowth: Quantity, commonCause: Quantity, shardSkew: Quantity = .stated(2),
    handshake: Quantity = .stated(0.000671)
  ) {
    self.hop = hop
    self.crossRegion = crossRegion
    self.applyTime = applyTime
    self.writeRepeatingEngines = writeRepeatingEngines
    self.serviceGrowth = serviceGrowth
    self.commonCause = commonCause
    self.shardSkew = shardSkew
    self.handshake = handshake
  }
}
