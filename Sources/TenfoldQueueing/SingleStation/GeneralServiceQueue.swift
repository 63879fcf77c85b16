import TenfoldModel

/// M/G/1 in order of arrival: Poisson arrivals, one server, service of any distribution. Exact.
///
/// Moments of the wait come from moments of the service; distributions from the Pollaczek-Khinchine transform, turned
/// back numerically with an absolute error near 1e-7, and near 1e-4 where the density of the service jumps (uniform, the
/// beginning of a Pareto). Deterministic service is summed exactly.
///
/// **Source.** Kleinrock, Queueing Systems I, 1975, sections 5.6 and 5.7; Takács, Operations Research 10(3),
/// 1962, for the moments.
public struct GeneralServiceQueue: QueueingStation, Hashable {
  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// How long service takes.
  public let service: ServiceDistribution

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ, in requests per second; finite, ≥ 0.
  ///   - service: How long service takes; its mean is finite.
  /// - Throws: ``QueueingError`` for an argument out of range.
  public init(arrivalRate: Double, service: ServiceDistribution) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "M/G/1")
    try service.validate(at: "M/G/1")
    try Check.atLeast(0, service.mean, "mean service time", at: "M/G/1")
    self.arrivalRate = arrivalRate
    self.service = service
  }

  /// Arrivals per second at which all servers are always busy; infinite where nothing saturates.
  public var capacity: Double { 1 / abs(service.mean) }

  /// Mean time before service, in seconds; infinite without steady state.
  public var waitingTime: Double { waitingMoment(1) }

  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { waitingTime + service.mean }

  /// Variance of the wait, in seconds squared; infinite where the third moment of the service is.
  public var waitingVariance: Double {
    let mean = waitingTime
    return mean.isFinite ? waitingMoment(2) - mean * mean : .infinity
  }

  /// Variance of the time at the station, in seconds squared: wait and service are independent.
  public var responseVariance: Double {
    waitingVariance + service.moment(2) - service.mean * service.mean
  }

  /// E[W^order] of the time before service, order ≥ 0.
  ///
  /// - Complexity: O(order²).
  public func waitingMoment(_ order: Int) -> Double {
    guard isStable else { return order == 0 ? 1 : .infinity }
    guard arrivalRate > 0 else { return order == 0 ? 1 : 0 }
    var moments = [1.0]
    for k in stride(from: 1, through: order, by: 1) {
      var sum = 0.0
      var choices = 1.0
      for i in 1...k {
        choices *= Double(k - i + 1) / Double(i)
        sum += choices * service.moment(i + 1) / Double(i + 1) * moments[k - i]
      }
      moments.append(arrivalRate / (1 - utilization) * sum)
    }
    return moments[order]
  }

  /// Probability that the wait exceeds `time` seconds; 1 without steady state.
  public func waitingTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time >= 0 else { return 1 }
    guard arrivalRate > 0 else { return 0 }
    // Just after 0 only those who wait at all are left.
    guard time > 1e-9 * service.mean else { return utilization }
    if case .exponential(let mean) = service {
      return utilization * exponential(-(1 / mean - arrivalRate) * time)
    }
    if case .deterministic(let value) = service {
      return DeterministicWait(arrivalRate: arrivalRate, serviceTime: value).tail(beyond: time)
    }
    return clamp(
      LaplaceInversion.value(at: time) { s in
        (Complex(1) - waitingTransform(s, horizon: 4.2 * time)) / s
      })
  }

  /// Probability that wait and service exceed `time` seconds; 1 without steady state.
  public func responseTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time > 0 else { return 1 }
    switch service {
    case .deterministic(let value): return time < value ? 1 : waitingTail(beyond: time - value)
    case .exponential(let mean): return exponential(-(1 / mean - arrivalRate) * time)
    default: break
    }
    return clamp(
      LaplaceInversion.value(at: time) { s in
        let service = service.laplaceTransform(s, horizon: 4.2 * time)
        return (Complex(1) - waitingTransform(s, service) * service) / s
      })
  }

  private func waitingTransform(_ s: Complex, horizon: Double) -> Complex {
    waitingTransform(s, service.laplaceTransform(s, horizon: horizon))
  }

  private func waitingTransform(_ s: Complex, _ service: Complex) -> Complex {
    ((1 - utilization) * s) / (s - Complex(arrivalRate) + arrivalRate * service)
  }

  private func clamp(_ value: Double) -> Double { min(1, max(0, value)) }
}
