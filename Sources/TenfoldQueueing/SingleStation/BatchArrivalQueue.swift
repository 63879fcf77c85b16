/// M^X/G/1: requests that come in batches, as from a consumer that polls many messages or a page that makes many calls.
///
/// Batches arrive as a Poisson process; one server, in order of arrival. Exact means.
///
/// **Source.** Burke, Operations Research 23(4), 1975 (the wait within a batch); Chaudhry and Templeton,
/// A First Course in Bulk Queues, 1983 (recalled).
public struct BatchArrivalQueue: Sendable, Hashable {
  /// Batches that arrive per second.
  public let batchRate: Double
  /// Mean requests in a batch.
  public let batchSize: Double
  /// E[X²] of the requests in a batch.
  public let batchSecondMoment: Double
  /// How long the service of one request takes.
  public let service: ServiceDistribution

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - batchRate: Finite, ≥ 0.
  ///   - batchSize: Mean requests in a batch; finite, ≥ 1.
  ///   - batchSecondMoment: E[X²]; at least the square of the mean.
  ///   - service: How long the service of one request takes.
  /// - Throws: ``QueueingError`` for an argument out of range.
  public init(
    batchRate: Double, batchSize: Double, batchSecondMoment: Double, service: ServiceDistribution
  ) throws(QueueingError) {
    try Check.atLeast(0, batchRate, "batch rate", at: "batch arrivals")
    try Check.atLeast(1, batchSize, "batch size", at: "batch arrivals")
    try Check.atLeast(
      batchSize * batchSize * (1 - 1e-12), batchSecondMoment, "second moment of the batch size",
      at: "batch arrivals")
    try service.validate(at: "batch arrivals")
    try Check.atLeast(0, service.moment(2), "second moment of the service time", at: "batch arrivals")
    self.batchRate = batchRate
    self.batchSize = batchSize
    self.batchSecondMoment = batchSecondMoment
    self.service = service
  }

  /// Requests that arrive per second.
  public var arrivalRate: Double { batchRate * batchSize }

  /// Busy share of the server, or an overload at and above 1.
  public var utilization: Double { arrivalRate * service.mean }

  /// Mean time before service, in seconds: the wait for those found and for those of the batch served first.
  public var waitingTime: Double {
    guard utilization < 1 else { return .infinity }
    let idle = 2 * (1 - utilization)
    return arrivalRate * service.moment(2) / idle
      + service.mean * (batchSecondMoment / batchSize - 1) / idle
  }

  /// Mean time at the station, in seconds.
  public var responseTime: Double { waitingTime + service.mean }

  /// Mean requests present.
  public var queueLength: Double { arrivalRate == 0 ? 0 : arrivalRate * responseTime }
}
