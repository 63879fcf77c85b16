import TenfoldModel

/// How far an asynchronous copy, projection or index lies behind what it follows: the time at a station that applies
/// writes one after the other (M/M/1).
///
/// **Source.** Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th edition, 2008,
/// section 2.2 (time at M/M/1 is exponential).
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
