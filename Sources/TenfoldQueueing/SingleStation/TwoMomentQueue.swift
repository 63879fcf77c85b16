import TenfoldModel

/// GI/G/c in order of arrival, from means and squared variations alone. Approximate.
///
/// `Method.blended` is the one to use; `allenCunneen` is what is often printed, and misses by 44 % at 16 servers with load
/// 0.7 and squared variation 4. Accuracy of each: `docs/guides/solving.md`.
///
/// Exact for M/M/c and, with one server and Poisson arrivals, for M/G/1 means.
public struct TwoMomentQueue: QueueingStation, Hashable {
  /// How the mean wait of M/M/c is corrected for other distributions.
  public enum Method: Sendable, Hashable, CaseIterable {
    /// Times (ca² + cs²)/2.
    ///
    /// **Source.** Allen, Probability, Statistics, and Queueing Theory, 2nd edition, 1990 (recalled).
    case allenCunneen
    /// Interpolates harmonically between M/M/c and M/D/c, then as Allen and Cunneen for other arrivals.
    ///
    /// **Source.** Kimura, Management Science 32(6), 1986; M/D/c by Cosmetatos, INFOR 13(3), 1975, bounded as
    /// by Whitt, Production and Operations Management 2(2), 1993, equation 2.17.
    case kimura
    /// Allen-Cunneen times a factor from light and heavy traffic.
    ///
    /// **Source.** Whitt, Production and Operations Management 2(2), 1993, equations 2.16 to 2.25.
    case whitt
    /// Between Kimura and Whitt, nearer to Kimura the less the service varies; for arrivals that are not Poisson Whitt's.
    /// The weights are our own, chosen on exact solutions of two-phase service at 2 to 64 servers.
    case blended
  }

  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// Squared coefficient of variation of the times between arrivals; 1 for Poisson.
  public let arrivalVariation: Double
  /// Mean service time S, in seconds.
  public let serviceTime: Double
  /// Squared coefficient of variation of the service time; 1 for exponential.
  public let serviceVariation: Double
  /// Servers c.
  public let serverCount: Int
  /// How the mean wait is found.
  public let method: Method
  private let erlangWaiting: Double

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ, in requests per second; finite, ≥ 0.
  ///   - arrivalVariation: ca²; finite, ≥ 0.
  ///   - serviceTime: S, in seconds; finite, ≥ 0.
  ///   - serviceVariation: cs²; finite, ≥ 0.
  ///   - serverCount: c; ≥ 1.
  ///   - method: How the mean wait is found.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for the first out of range.
  public init(
    arrivalRate: Double, arrivalVariation: Double = 1, serviceTime: Double, serviceVariation: Double,
    serverCount: Int = 1, method: Method = .blended
  ) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "GI/G/c")
    try Check.atLeast(0, arrivalVariation, "squared variation of times between arrivals", at: "GI/G/c")
    try Check.atLeast(0, serviceTime, "service time", at: "GI/G/c")
    try Check.atLeast(0, serviceVariation, "squared variation of the service time", at: "GI/G/c")
    try Check.count(serverCount, atLeast: 1, "server count", at: "GI/G/c")
    self.arrivalRate = arrivalRate
    self.arrivalVariation = arrivalVariation
    self.serviceTime = abs(serviceTime)  // −0 would make the capacity negative
    self.serviceVariation = serviceVariation
    self.serverCount = serverCount
    self.method = method
    erlangWaiting = Erlang.waiting(serverCount: serverCount, offeredLoad: arrivalRate * serviceTime)
  }

  /// Arrivals per second at which all servers are always busy; infinite where nothing saturates.
  public var capacity: Double { Double(serverCount) / serviceTime }

  /// Mean time before service, in seconds; infinite without steady state.
  public var waitingTime: Double {
    guard isStable else { return .infinity }
    guard arrivalRate > 0, serviceTime > 0 else { return 0 }
    let markovian = erlangWaiting / (capacity - arrivalRate)
    let spread = (arrivalVariation + serviceVariation) / 2
    switch method {
    case .allenCunneen: return markovian * spread
    case .kimura:
      return markovian * kimuraFactor * (arrivalVariation + serviceVariation) / (1 + serviceVariation)
    case .whitt: return markovian * spread * whittFactor(arrivalVariation)
    case .blended: return markovian * spread * whittFactor(arrivalVariation) * blend
    }
  }

  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { waitingTime + serviceTime }

  /// Probability that an arrival waits: Erlang C, corrected for arrivals that are not Poisson at one server.
  ///
  /// **Source.** Whitt, Bell System Technical Journal 62(9), 1983, section 5 (recalled), for one server.
  public var waitingProbability: Double {
    guard isStable else { return 1 }
    guard arrivalRate > 0 else { return 0 }
    guard arrivalVariation != 1 else { return erlangWaiting }
    let (load, ca, cs) = (utilization, arrivalVariation, serviceVariation)
    let mixed = load * load * (4 * ca + cs)
    let h =
      ca < 1 ? (1 + ca + load * cs) / (1 + load * (cs - 1) + mixed) : 4 * load / (ca + mixed)
    let single = min(1, max(0, load + (ca - 1) * load * (1 - load) * h))
    return min(1, erlangWaiting * single / load)
  }

  /// Variance of the wait, in seconds squared.
  ///
  /// **Source.** Whitt, Bell System Technical Journal 62(9), 1983, section 5 (recalled): squared variation of
  /// the wait of those who wait at one server.
  public var waitingVariance: Double {
    guard isStable else { return .infinity }
    let (mean, probability) = (waitingTime, waitingProbability)
    guard mean > 0, probability > 0 else { return 0 }
    return mean * mean * ((delayVariation + 1) / probability - 1)
  }

  /// Probability that the wait exceeds `time` seconds; 1 without steady state.
  public func waitingTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time >= 0 else { return 1 }
    let (mean, probability) = (waitingTime, waitingProbability)
    guard mean > 0, probability > 0 else { return 0 }
    let shape = 1 / delayVariation
    return probability * (1 - GammaDistribution.cumulative(time * shape * probability / mean, shape: shape))
  }

  /// Probability that wait and service exceed `time`: the gamma distribution with their mean and variance.
  public func responseTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time > 0 else { return 1 }
    let mean = responseTime
    let variance = waitingVariance + serviceVariation * serviceTime * serviceTime
    guard mean > 0 else { return 0 }
    guard variance > 0 else { return time < mean ? 1 : 0 }
    return 1 - GammaDistribution.cumulative(time * mean / variance, shape: mean * mean / variance)
  }

  /// Squared variation of the wait of those who wait; 1 for M/M/c.
  private var delayVariation: Double {
    let (load, cs) = (utilization, serviceVariation)
    let third = cs >= 1 ? 3 * cs * (1 + cs) : (2 * cs + 1) * (cs + 1)
    // At c servers those who wait are served at c times the rate: what is not exponential about the rest of one service
    // counts for 1/c of the whole, and the geometric number of others makes it exponential.
    let single = 2 * load - 1 + 4 * (1 - load) * third / (3 * (cs + 1) * (cs + 1))
    return max(0.05, 1 + (single - 1) / Double(serverCount))
  }

  /// Cosmetatos' correction, larger the emptier and the more servers.
  private var cosmetatos: Double {
    let (servers, load) = (Double(serverCount), utilization)
    return min(
      0.24, (1 - load) * (servers - 1) * ((4 + 5 * servers).squareRoot() - 2) / (16 * servers * load))
  }

  /// Wait of M/G/c over that of M/M/c.
  private var kimuraFactor: Double {
    let deterministic = (1 + cosmetatos) / 2
    let cs = serviceVariation
    let below = 2 * cs + (1 - cs) / deterministic
    // The harmonic form needs a positive denominator, which fails for extreme variation only.
    return below > 0 ? (1 + cs) / below : (1 + cs) / 2
  }

  /// What Whitt's wait is multiplied by: (Kimura/Whitt) to a power that falls with the variation of the service, and to
  /// none where squared variations of arrivals differ by 1 or more from those of a Poisson process.
  private var blend: Double {
    let nearPoisson = max(0, 1 - abs(arrivalVariation - 1))
    guard nearPoisson > 0 else { return 1 }
    let cs = serviceVariation
    let weight = nearPoisson * (cs > 1 ? 9 / (cs + 8) : 1)
    return power(kimuraFactor / (whittFactor(1) * (1 + cs) / 2), weight)
  }

  private func whittFactor(_ ca: Double) -> Double {
    let (cs, load) = (serviceVariation, utilization)
    guard ca > 0 || cs > 0 else { return 1 }
    let light = 1 + cosmetatos
    let deterministicArrivals = (1 - 4 * cosmetatos) * exponential(-2 * (1 - load) / (3 * load))
    let both = min(1, (light + deterministicArrivals) / 2)
    let spread = (ca + cs) / 2
    let middle = spread >= 1 ? 1 : power(both, 2 * (1 - spread))
    if ca > cs {
      return (4 * (ca - cs) * light + cs * middle) / (4 * ca - 3 * cs)
    }
    // One server with Poisson arrivals is known exactly.
    if ca == 1, serverCount == 1, cs >= 1 { return 1 }
    return ((cs - ca) * deterministicArrivals + (cs + 3 * ca) * middle) / (2 * (ca + cs))
  }

  /// Kingman's upper bound on the mean wait at one server with independent times between arrivals, in seconds.
  ///
  /// **Source.** Kingman, Biometrika 49(3-4), 1962.
  public var kingmanBound: Double? {
    guard serverCount == 1 else { return nil }
    guard isStable else { return .infinity }
    guard arrivalRate > 0 else { return 0 }
    let spread = arrivalVariation / (arrivalRate * arrivalRate) + serviceVariation * serviceTime * serviceTime
    return arrivalRate * spread / (2 * (1 - utilization))
  }
}
