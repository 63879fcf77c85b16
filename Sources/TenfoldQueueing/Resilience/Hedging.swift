import TenfoldModel

/// A second request sent when the first has not been answered for a while; the earlier answer counts.
///
/// Assumes that both are independent, which fails when the servers are busy or the cause is common, and that requests may be
/// repeated without harm.
///
/// **Source.** Dean and Barroso, CACM 56(2), 2013.
public struct Hedging: Sendable {
  /// Seconds until the second request is sent.
  public let delay: Double
  private let tail: @Sendable (Double) -> Double

  /// Hedges after `delay` seconds.
  ///
  /// - Parameters:
  ///   - delay: Finite, ≥ 0.
  ///   - tail: Probability that one request takes longer than a time in seconds.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public init(after delay: Double, tail: @escaping @Sendable (Double) -> Double) throws(QueueingError) {
    try Check.atLeast(0, delay, "delay in seconds", at: "hedging")
    self.delay = delay
    self.tail = tail
  }

  /// Hedges those that take longer than a share of the requests does.
  ///
  /// - Parameters:
  ///   - share: In 0 ..< 1, such as 0.95.
  ///   - scale: A first guess of that time, in seconds; > 0.
  ///   - tail: Probability that one request takes longer than a time in seconds.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public init(
    afterQuantile share: Double, scale: Double, tail: @escaping @Sendable (Double) -> Double
  ) throws(QueueingError) {
    try Check.share(share, "share of requests", at: "hedging")
    try self.init(after: RootFinding.whereTail(falls: 1 - share, scale: scale, tail), tail: tail)
  }

  /// Share of requests sent twice: the extra load.
  public var extraLoad: Double { tail(delay) }

  /// Probability that neither answer is there after `time` seconds.
  public func tail(beyond time: Double) -> Double {
    time < delay ? tail(time) : tail(time) * tail(time - delay)
  }

  /// The time that a share of the hedged requests stays below, in seconds.
  public func quantile(_ share: Double) -> Double {
    RootFinding.whereTail(falls: 1 - share, scale: max(delay, 1e-9)) { tail(beyond: $0) }
  }
}
