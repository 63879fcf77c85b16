import TenfoldModel

/// M/G/∞: everyone is served at once, as in think time, a network hop or a call that nothing limits.
///
/// The number present is Poisson whatever the service distribution.
///
/// **Source.** Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th edition, 2008,
/// sections 2.7 and 5.2.
public struct InfiniteServerQueue: QueueingStation, Hashable {
  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// How long service takes.
  public let service: ServiceDistribution

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ, in requests per second; finite, ≥ 0.
  ///   - service: How long service takes.
  /// - Throws: ``QueueingError`` for an argument out of range.
  public init(arrivalRate: Double, service: ServiceDistribution) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "M/G/inf")
    try service.validate(at: "M/G/inf")
    self.arrivalRate = arrivalRate
    self.service = service
  }

  /// Arrivals per second at which all servers are always busy; infinite where nothing saturates.
  public var capacity: Double { .infinity }
  /// Mean time before service, in seconds; infinite without steady state.
  public var waitingTime: Double { 0 }
  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { service.mean }
  /// Probability that the wait exceeds `time` seconds; 1 without steady state.
  public func waitingTail(beyond time: Double) -> Double { time < 0 ? 1 : 0 }
  /// Probability that wait and service exceed `time` seconds; 1 without steady state.
  public func responseTail(beyond time: Double) -> Double { service.tail(beyond: time) }

  /// Probability that exactly `count` are present.
  public func probability(of count: Int) -> Double {
    let mean = arrivalRate * service.mean
    guard count >= 0 else { return 0 }
    guard mean > 0 else { return count == 0 ? 1 : 0 }
    return exponential(Double(count) * logarithm(mean) - mean - logarithmOfGamma(Double(count) + 1))
  }
}
