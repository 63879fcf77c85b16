import TenfoldModel

/// M/M/c: Poisson arrivals, exponential service, equal servers, one queue in order of arrival. M/M/1 is `serverCount` 1.
///
/// Exact in all it returns, to 10^5 servers and beyond.
///
/// **Source.** Kleinrock, Queueing Systems I, 1975, section 3.5 (Erlang C); Gross, Shortle, Thompson and
/// Harris, Fundamentals of Queueing Theory, 4th edition, 2008, section 2.3 (distribution of times).
public struct MarkovianQueue: QueueingStation, Hashable {
  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// Mean service time S, in seconds.
  public let serviceTime: Double
  /// Servers c.
  public let serverCount: Int
  /// Probability that an arrival waits (Erlang C); 1 without steady state.
  public let waitingProbability: Double

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ, in requests per second; finite, ≥ 0.
  ///   - serviceTime: S, in seconds; finite, ≥ 0.
  ///   - serverCount: c; ≥ 1.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for the first out of range.
  public init(arrivalRate: Double, serviceTime: Double, serverCount: Int = 1) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "M/M/c")
    try Check.atLeast(0, serviceTime, "service time", at: "M/M/c")
    try Check.count(serverCount, atLeast: 1, "server count", at: "M/M/c")
    self.arrivalRate = arrivalRate
    self.serviceTime = abs(serviceTime)  // −0 would make the capacity negative
    self.serverCount = serverCount
    waitingProbability = Erlang.waiting(serverCount: serverCount, offeredLoad: arrivalRate * serviceTime)
  }

  /// Arrivals per second at which all servers are always busy; infinite where nothing saturates.
  public var capacity: Double { Double(serverCount) / serviceTime }

  /// Rate at which those who wait stop waiting: c/S − λ.
  private var spareRate: Double { capacity - arrivalRate }

  /// Mean time before service, in seconds; infinite without steady state.
  public var waitingTime: Double {
    guard isStable else { return .infinity }
    return waitingProbability / spareRate
  }

  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { waitingTime + serviceTime }

  /// Probability that nobody is present; 0 without steady state.
  public var emptyProbability: Double {
    guard isStable else { return 0 }
    // B(c) = p0 a^c/c! / (p0-sum to c): from Erlang C backwards, in logarithms so that large c does not overflow.
    let offered = arrivalRate * serviceTime
    guard offered > 0 else { return 1 }
    let servers = Double(serverCount)
    let atCapacity = waitingProbability * (1 - offered / servers)
    return exponential(
      logarithm(atCapacity) - servers * logarithm(offered) + logarithmOfGamma(servers + 1))
  }

  /// Probability that the wait exceeds `time` seconds; 1 without steady state.
  public func waitingTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    return time < 0 ? 1 : waitingProbability * exponential(-spareRate * time)
  }

  /// Probability that wait and service exceed `time` seconds; 1 without steady state.
  public func responseTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time > 0 else { return 1 }
    guard serviceTime > 0 else { return 0 }
    let serviceRate = 1 / serviceTime
    // Hypoexponential tail for those who wait, written so that equal rates are no special case.
    let served = exponential(-serviceRate * time)
    let difference = (spareRate - serviceRate) * time
    let waitedToo =
      abs(difference) < 1e-300
      ? serviceRate * time * served
      : difference > 0
        ? served * serviceRate * time * (-exponentialMinusOne(-difference) / difference)
        : exponential(-spareRate * time) * serviceRate * time * (exponentialMinusOne(difference) / difference)
    return min(1, served + waitingProbability * waitedToo)
  }
}
