/// Busy share of each copy of a store with read replicas: reads spread, but every copy applies every write.
public struct ReadReplicas: Sendable, Hashable {
  /// Reads per second to the store, behind any cache.
  public let readRate: Double
  /// Writes per second.
  public let writeRate: Double
  /// Time of one read on one server, in seconds.
  public let readTime: Double
  /// Time to apply one write on one server of a copy, in seconds.
  public let applyTime: Double
  /// Servers of each copy.
  public let serverCount: Int

  /// Makes a store.
  ///
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for a negative or not finite value.
  public init(
    readRate: Double, writeRate: Double, readTime: Double, applyTime: Double, serverCount: Int = 1
  ) throws(QueueingError) {
    for (value, quantity) in [
      (readRate, "read rate"), (writeRate, "write rate"), (readTime, "time of a read"),
      (applyTime, "time to apply"),
    ] { try Check.atLeast(0, value, quantity, at: "read replicas") }
    try Check.count(serverCount, atLeast: 1, "server count", at: "read replicas")
    self.readRate = readRate
    self.writeRate = writeRate
    self.readTime = readTime
    self.applyTime = applyTime
    self.serverCount = serverCount
  }

  /// Busy share of a copy when reads spread evenly over `copies` of them; at and above 1 an overload.
  public func utilization(copies: Int) -> Double {
    (readRate * readTime / Double(max(1, copies)) + writeRate * applyTime) / Double(serverCount)
  }

  /// Fewest copies at which each is busy at most `utilization`; nil when applying writes alone takes more, and only
  /// spreading the writes over shards helps.
  public func copies(forUtilization utilization: Double) -> Int? {
    let left = utilization * Double(serverCount) - writeRate * applyTime
    guard left > 0 else { return nil }
    let needed = (readRate * readTime / left).rounded(.up)
    return needed < 1e9 ? max(1, Int(needed)) : nil
  }
}
