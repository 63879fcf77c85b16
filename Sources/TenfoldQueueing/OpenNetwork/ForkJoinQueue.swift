import TenfoldModel

/// A request that splits into n branches, each an M/M/1 queue of its own, and goes on when the last is back.
///
/// Branches see the same arrivals, so their times are not independent. Two branches have a known mean (exact). For more,
/// each branch has its exact exponential distribution, and they are joined by a normal copula whose correlation gives
/// the exact mean of two. Against simulation of 4 to 16 branches the mean was within 1 % (Nelson-Tantawi: 1.4 to 5.1 %
/// low) and the 99th percentile within 2 %; see `docs/guides/solving.md`.
///
/// **Source.** Flatto and Hahn, SIAM Journal on Applied Mathematics 44(5), 1984, and Nelson and Tantawi, IEEE
/// Transactions on Computers 37(6), 1988, for two branches; the copula is our own.
public struct ForkJoinQueue: QueueingStation, Hashable {
  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// Mean service time of a branch, in seconds.
  public let serviceTime: Double
  /// Branches n.
  public let branchCount: Int
  /// Correlation of the copula.
  private let correlation: Double
  /// Mean of the longest in mean responses of one branch.
  private let relativeMean: Double

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: Requests that split per second; finite, ≥ 0.
  ///   - serviceTime: Mean service time of a branch, in seconds; finite, > 0.
  ///   - branchCount: n; ≥ 1.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for the first out of range.
  public init(arrivalRate: Double, serviceTime: Double, branchCount: Int) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "fork-join")
    try Check.positive(serviceTime, "service time", at: "fork-join")
    try Check.count(branchCount, atLeast: 1, "number of branches", at: "fork-join")
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.branchCount = branchCount
    let load = arrivalRate * serviceTime
    guard load < 1, branchCount > 1 else {
      (correlation, relativeMean) = (0, 1)
      return
    }
    let pair = (12 - load) / 8
    guard load > 1e-6 else {
      correlation = 0
      relativeMean = (1...branchCount).reduce(0) { $0 + 1 / Double($1) }
      return
    }
    let found = RootFinding.root(between: 1e-9, and: 0.6, relativeTolerance: 1e-7) {
      ExponentialCopula(correlation: $0).meanOfLongest(2) - pair
    }
    correlation = found
    relativeMean =
      branchCount == 2 ? pair : ExponentialCopula(correlation: found).meanOfLongest(branchCount)
  }

  /// Arrivals per second at which all servers are always busy; infinite where nothing saturates.
  public var capacity: Double { 1 / serviceTime }

  /// Mean wait of the branch that is back last, in seconds, beyond one mean service time.
  public var waitingTime: Double { responseTime - serviceTime }

  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { isStable ? relativeMean * branchResponseTime : .infinity }

  /// Mean time of one branch, in seconds.
  public var branchResponseTime: Double { isStable ? serviceTime / (1 - utilization) : .infinity }

  /// Probability that one branch at least waits longer than `time`, taken as independent: an upper bound.
  public func waitingTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time >= 0 else { return 1 }
    let one = utilization * exponential(-time / branchResponseTime)
    return -exponentialMinusOne(Double(branchCount) * logarithmOfOnePlus(-min(one, 1 - 1e-16)))
  }

  /// Probability that wait and service exceed `time` seconds; 1 without steady state.
  public func responseTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time > 0 else { return 1 }
    let relative = time / branchResponseTime
    guard branchCount > 1 else { return exponential(-relative) }
    return ExponentialCopula(correlation: correlation).tailOfLongest(branchCount, beyond: relative)
  }

  /// Nelson and Tantawi's approximation of the mean, in seconds, for comparison; exact for two branches.
  ///
  /// **Source.** Nelson and Tantawi, IEEE Transactions on Computers 37(6), 1988.
  public var nelsonTantawiResponseTime: Double {
    guard isStable else { return .infinity }
    guard branchCount > 1 else { return branchResponseTime }
    let harmonic = (1...branchCount).reduce(0) { $0 + 1 / Double($1) } / 1.5
    return (harmonic + 4 / 11 * (1 - harmonic) * utilization) * (12 - utilization) / 8 * branchResponseTime
  }
}
