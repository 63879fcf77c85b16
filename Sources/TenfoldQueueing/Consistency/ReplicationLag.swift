import TenfoldModel

/// How far an asynchronous copy, projection or index lies behind what it follows: the time at a station that applies
/// writes one after the other (M/M/1).
///
/// **Source.** Kleinrock, Queueing Systems I, 1975, section 3.2 (time at M/M/1 is exponential).
public struct ReplicationLag: Sendable, Hashable {
  /// Writes per second to follow.
  public let writeRate: Double
  /// Writes per second that the copy can apply.
  public let applyRate: Double
  /// Time until a write reaches the copy, in seconds.
  public let transferTime: Double

  /// Makes a copy.
  ///
  /// - Parameters:
  ///   - writeRate: Finite, ≥ 0.
  ///   - applyRate: Finite, > 0.
  ///   - transferTime: In seconds; finite, ≥ 0.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public init(writeRate: Double, applyRate: Double, transferTime: Double = 0) throws(QueueingError) {
    try Check.atLeast(0, writeRate, "write rate", at: "replication")
    try Check.positive(applyRate, "apply rate", at: "replication")
    try Check.atLeast(0, transferTime, "transfer time in seconds", at: "replication")
    self.writeRate = writeRate
    self.applyRate = applyRate
    self.transferTime = transferTime
  }

  /// True when the copy keeps up.
  public var isStable: Bool { writeRate < applyRate }

  /// Mean lag, in seconds; infinite when the copy does not keep up.
  public var meanLag: Double { isStable ? transferTime + 1 / (applyRate - writeRate) : .infinity }

  /// Probability that a write is not yet applied `time` seconds after it was made: that the writer, reading from the copy
  /// then, does not see it (a miss of read-your-writes).
  public func tail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    return time <= transferTime ? 1 : exponential(-(applyRate - writeRate) * (time - transferTime))
  }

  /// The lag that a share of the writes stays below, in seconds.
  public func quantile(_ share: Double) -> Double {
    guard isStable else { return .infinity }
    return transferTime - logarithmOfOnePlus(-share) / (applyRate - writeRate)
  }

  /// How old what the copy shows becomes when writes come faster than it applies them, in seconds after so many of them.
  public func lag(afterOverloadOf time: Double) -> Double {
    isStable ? meanLag : transferTime + time * (1 - applyRate / writeRate)
  }
}

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
