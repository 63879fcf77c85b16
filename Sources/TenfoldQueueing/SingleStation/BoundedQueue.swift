import TenfoldModel

/// M/M/c/K: a queue that turns arrivals away when K are present: load shedding, a pool with a bounded queue.
///
/// Times are those of admitted requests; the station has a steady state at any load. With K = c it is Erlang's loss
/// system.
///
/// **Source.** Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th edition, 2008,
/// section 2.5.
public struct BoundedQueue: QueueingStation, Hashable {
  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// Mean service time S, in seconds.
  public let serviceTime: Double
  /// Servers c.
  public let serverCount: Int
  /// Most requests present, K, counting those in service.
  public let limit: Int
  /// Probability of each number of requests present, 0...K.
  public let probabilities: [Double]

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ, in requests per second; finite, ≥ 0.
  ///   - serviceTime: S, in seconds; finite, > 0.
  ///   - serverCount: c; ≥ 1.
  ///   - limit: K; ≥ c.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)`` for the first out of range.
  /// - Complexity: O(K).
  public init(arrivalRate: Double, serviceTime: Double, serverCount: Int, limit: Int) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "M/M/c/K")
    try Check.positive(serviceTime, "service time", at: "M/M/c/K")
    try Check.count(serverCount, atLeast: 1, "server count", at: "M/M/c/K")
    try Check.count(limit, atLeast: serverCount, "limit of requests present", at: "M/M/c/K")
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.serverCount = serverCount
    self.limit = limit
    let offered = arrivalRate * serviceTime
    // Relative to the most likely number, so that nothing overflows.
    let mode =
      offered >= Double(serverCount) ? limit : min(limit, Int(offered.rounded(.down)))
    var weights = [Double](repeating: 0, count: limit + 1)
    weights[mode] = 1
    for n in stride(from: mode + 1, through: limit, by: 1) {
      weights[n] = weights[n - 1] * offered / Double(min(n, serverCount))
    }
    for n in stride(from: mode, to: 0, by: -1) {
      weights[n - 1] = weights[n] * Double(min(n, serverCount)) / offered
    }
    let sum = weights.reduce(0, +)
    probabilities = weights.map { $0 / sum }
  }

  /// The station sheds what it cannot serve, so that no rate saturates it.
  public var capacity: Double { .infinity }

  /// Probability that an arrival is turned away.
  public var blockingProbability: Double { probabilities[limit] }

  /// Requests served per second.
  public var throughput: Double { arrivalRate * (1 - blockingProbability) }

  /// Busy share of a server.
  public var utilization: Double { throughput * serviceTime / Double(serverCount) }

  /// Mean requests present.
  public var queueLength: Double {
    probabilities.indices.reduce(0) { $0 + Double($1) * probabilities[$1] }
  }

  /// Mean requests waiting.
  public var waitingCount: Double {
    (serverCount...limit).reduce(0) { $0 + Double($1 - serverCount) * probabilities[$1] }
  }

  /// Mean time before service, in seconds; infinite without steady state.
  public var waitingTime: Double { throughput > 0 ? waitingCount / throughput : 0 }

  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { waitingTime + serviceTime }

  /// Probability that an admitted request waits longer than `time`: Erlang distributions over what it finds.
  public func waitingTail(beyond time: Double) -> Double {
    time < 0 ? 1 : tail(beyond: time, added: 0)
  }

  /// P(Erlang > time) over what an admitted request finds: with n present n − c + 1 + `added` stages at all servers' rate.
  private func tail(beyond time: Double, added: Int) -> Double {
    let admitted = 1 - blockingProbability
    guard admitted > 0 else { return 1 }
    let rate = Double(serverCount) / serviceTime * time
    // P(Erlang of k stages > t) = P(Poisson(rate) < k), summed as the Poisson terms come.
    var upTo = 0.0
    var stages = 0
    var term = rate < 700 ? exponential(-rate) : 0
    var sum = 0.0
    for found in 0..<limit {
      let needed = max(0, found - serverCount + 1 + added)
      while stages < needed {
        let k = Double(stages)
        // Beyond where e^(−rate) vanishes each term comes from its logarithm.
        if rate >= 700 { term = exponential(k * logarithm(rate) - rate - logarithmOfGamma(k + 1)) }
        upTo += term
        stages += 1
        if rate < 700 { term *= rate / Double(stages) }
      }
      if needed > 0 { sum += probabilities[found] * min(1, rate > 0 ? upTo : 1) }
    }
    return min(1, sum / admitted)
  }

  /// Probability that wait and service of an admitted request exceed `time`; by integrating over the service.
  public func responseTail(beyond time: Double) -> Double {
    guard time > 0 else { return 1 }
    // One server: those found and the request itself, all exponential.
    guard serverCount > 1 else { return tail(beyond: time, added: 1) }
    var result = exponential(-time / serviceTime)
    let panels = 8
    for panel in 0..<panels {
      let (low, high) = (time * Double(panel) / Double(panels), time * Double(panel + 1) / Double(panels))
      result += GaussLegendre.integral(from: low, to: high) { served in
        exponential(-served / serviceTime) / serviceTime * waitingTail(beyond: time - served)
      }
    }
    return min(1, result)
  }
}
