/// How a backlog grows under overload and drains after it, as a flow.
public struct BacklogDrain: Sendable, Hashable {
  /// Requests or messages that arrive per second.
  public let arrivalRate: Double
  /// Requests or messages served per second.
  public let capacity: Double

  /// Makes a station.
  ///
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public init(arrivalRate: Double, capacity: Double) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "backlog")
    try Check.positive(capacity, "capacity", at: "backlog")
    self.arrivalRate = arrivalRate
    self.capacity = capacity
  }

  /// Seconds until a backlog is gone; infinite when arrivals take all of the capacity.
  public func drainTime(backlog: Double) -> Double {
    guard backlog > 0 else { return 0 }
    return arrivalRate < capacity ? backlog / (capacity - arrivalRate) : .infinity
  }

  /// Backlog after `duration` seconds at `overload` times the capacity.
  public func backlog(afterOverload overload: Double, duration: Double) -> Double {
    max(0, overload - 1) * capacity * duration
  }

  /// Seconds from the end of such an overload until the backlog is gone: duration (x − 1)/(1 − ρ).
  public func recoveryTime(afterOverload overload: Double, duration: Double) -> Double {
    drainTime(backlog: backlog(afterOverload: overload, duration: duration))
  }

  /// Seconds from the end of an outage of `duration` seconds, during which arrivals went on, until the backlog is gone.
  public func recoveryTime(afterOutage duration: Double) -> Double {
    drainTime(backlog: arrivalRate * duration)
  }
}
