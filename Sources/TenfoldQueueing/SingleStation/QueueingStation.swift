import TenfoldModel

/// A station in steady state, by what flows through it and how long that takes.
///
/// Where there is no steady state, times are infinite and ``saturation`` says by how much the station is overloaded and
/// what rate it would bear.
public protocol QueueingStation: Sendable {
  /// Requests that arrive per second, λ.
  var arrivalRate: Double { get }
  /// Arrivals per second at which the servers would be busy all the time; infinite for a delay.
  var capacity: Double { get }
  /// Mean time before service, in seconds; infinite without steady state.
  var waitingTime: Double { get }
  /// Mean time at the station, in seconds; infinite without steady state.
  var responseTime: Double { get }
  /// Probability that the wait exceeds `time` seconds; 1 without steady state.
  func waitingTail(beyond time: Double) -> Double
  /// Probability that wait and service exceed `time` seconds; 1 without steady state.
  func responseTail(beyond time: Double) -> Double
}

extension QueueingStation {
  /// Offered work per server, λ S / c: the busy share of a server below 1, an overload above.
  public var utilization: Double { capacity == .infinity ? 0 : arrivalRate / capacity }

  /// True when the queue does not grow without end.
  public var isStable: Bool { arrivalRate < capacity || arrivalRate == 0 }

  /// Mean requests waiting (Little's law).
  public var waitingCount: Double { arrivalRate == 0 ? 0 : arrivalRate * waitingTime }

  /// Mean requests present (Little's law).
  public var queueLength: Double { arrivalRate == 0 ? 0 : arrivalRate * responseTime }

  /// The wait that a share of the requests stays below, in seconds; 0 where that many do not wait.
  ///
  /// - Parameter share: In 0...1; 1 gives infinity for waits without a bound.
  public func waitingQuantile(_ share: Double) -> Double {
    guard isStable else { return .infinity }
    return RootFinding.whereTail(falls: 1 - share, scale: max(waitingTime, 1e-300)) {
      waitingTail(beyond: $0)
    }
  }

  /// The time at the station that a share of the requests stays below, in seconds.
  ///
  /// - Parameter share: In 0...1; 1 gives infinity for times without a bound.
  public func responseQuantile(_ share: Double) -> Double {
    guard isStable else { return .infinity }
    return RootFinding.whereTail(falls: 1 - share, scale: max(responseTime, 1e-300)) {
      responseTail(beyond: $0)
    }
  }

  /// How far beyond its capacity the station is; nil while it is stable.
  public var saturation: Saturation? {
    isStable ? nil : Saturation(station: 0, arrivalRate: arrivalRate, capacity: capacity)
  }
}

/// A station asked to do more than it can: the answer where there is no steady state.
public struct Saturation: Sendable, Hashable {
  /// Its index in the network; 0 for a station alone.
  public let station: Int
  /// Requests that arrive per second.
  public let arrivalRate: Double
  /// Requests per second it can serve; a steady state needs fewer arrivals than that.
  public let capacity: Double

  /// Makes an answer.
  public init(station: Int, arrivalRate: Double, capacity: Double) {
    self.station = station
    self.arrivalRate = arrivalRate
    self.capacity = capacity
  }

  /// Offered work per server; ≥ 1.
  public var utilization: Double { arrivalRate / capacity }

  /// Requests per second by which its queue grows.
  public var growthRate: Double { arrivalRate - capacity }

  /// What the number of servers must be multiplied by, at least, and a little more.
  public var neededScale: Double { utilization }
}
