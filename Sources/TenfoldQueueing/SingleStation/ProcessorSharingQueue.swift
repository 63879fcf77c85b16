import TenfoldModel

/// M/G/1 with processor sharing: all present share one server evenly, as threads share a core.
///
/// The mean does not depend on the service distribution beyond its mean, and a job of size x takes x/(1 − ρ) on average
/// (both exact). The variance is exact for exponential and deterministic service; percentiles are those of a Weibull
/// distribution with these two moments, which is near the product of a size and an exponential slowdown that heavy traffic
/// tends to. Against the exact chain with exponential service the probability beyond the 99th percentile so found is 0.8 to
/// 1.1 %.
///
/// **Source.** Coffman, Muntz and Trotter, JACM 17(1), 1970 (exponential service); Yashkov, Problems of Control and
/// Information Theory 12, 1983 (variance of a job of given size).
public struct ProcessorSharingQueue: QueueingStation, Hashable {
  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// How long service would take alone.
  public let service: ServiceDistribution

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ, in requests per second; finite, ≥ 0.
  ///   - service: How long service would take alone; its mean is finite.
  /// - Throws: ``QueueingError`` for an argument out of range.
  public init(arrivalRate: Double, service: ServiceDistribution) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "M/G/1-PS")
    try service.validate(at: "M/G/1-PS")
    try Check.atLeast(0, service.mean, "mean service time", at: "M/G/1-PS")
    self.arrivalRate = arrivalRate
    self.service = service
  }

  /// Arrivals per second at which all servers are always busy; infinite where nothing saturates.
  public var capacity: Double { 1 / abs(service.mean) }

  /// Time beyond what service would take alone, in seconds.
  public var waitingTime: Double { isStable ? responseTime - service.mean : .infinity }

  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { isStable ? service.mean / (1 - utilization) : .infinity }

  /// Mean time at the station of a job that would take `size` seconds alone.
  public func responseTime(ofSize size: Double) -> Double { isStable ? size / (1 - utilization) : .infinity }

  /// Variance of the time at the station of a job that would take `size` seconds alone.
  ///
  /// 2/(1 − ρ)² ∫₀^x (x − t) P(W > t) dt with W the wait of the same queue in order of arrival.
  public func responseVariance(ofSize size: Double) -> Double {
    guard isStable else { return .infinity }
    guard size > 0, arrivalRate > 0 else { return 0 }
    let (load, idle) = (utilization, 1 - utilization)
    if case .exponential(let mean) = service {
      let rate = idle / mean
      return 2 * load / (idle * idle) * (size / rate + exponentialMinusOne(-rate * size) / (rate * rate))
    }
    guard let queue = try? GeneralServiceQueue(arrivalRate: arrivalRate, service: service) else {
      return .infinity
    }
    let panels = 4
    let integral = (0..<panels).reduce(0.0) { sum, panel in
      let (low, high) = (size * Double(panel) / Double(panels), size * Double(panel + 1) / Double(panels))
      return sum + GaussLegendre.integral(from: low, to: high) { (size - $0) * queue.waitingTail(beyond: $0) }
    }
    return 2 / (idle * idle) * integral
  }

  /// Variance of the time at the station, in seconds squared; exact for exponential and deterministic service, else with
  /// the variance of a job of mean size, scaled as sizes vary.
  public var responseVariance: Double {
    guard isStable else { return .infinity }
    let (load, idle, mean) = (utilization, 1 - utilization, service.mean)
    let ofSizes = (service.moment(2) - mean * mean) / (idle * idle)
    if case .exponential = service {
      return ofSizes + 2 * load * mean * mean / (idle * idle * (2 - load))
    }
    return ofSizes + responseVariance(ofSize: mean)
  }

  /// Probability of any slowdown at all: somebody else is present.
  public func waitingTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time >= 0 else { return 1 }
    guard waitingTime > 0 else { return 0 }
    // Delay beyond the own size, as exponential of the same mean given that there is one.
    return utilization * exponential(-time * utilization / waitingTime)
  }

  /// Probability that wait and service exceed `time` seconds; 1 without steady state.
  public func responseTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time > 0 else { return 1 }
    let (mean, variance) = (responseTime, responseVariance)
    guard mean > 0 else { return 0 }
    guard variance > 0, variance.isFinite else { return time < mean ? 1 : 0 }
    // ln(1 + cv²) = ln Γ(1 + 2/k) − 2 ln Γ(1 + 1/k) gives the shape.
    let target = logarithmOfOnePlus(variance / (mean * mean))
    let inverse = RootFinding.root(between: 1e-3, and: 8, relativeTolerance: 1e-10) {
      logarithmOfGamma(1 + 2 * $0) - 2 * logarithmOfGamma(1 + $0) - target
    }
    let scale = mean / exponential(logarithmOfGamma(1 + inverse))
    return exponential(-power(time / scale, 1 / inverse))
  }
}
