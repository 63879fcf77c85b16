/// What throughput and response time cannot exceed or fall below, whatever the distributions: closed network, one class.
///
/// Asymptotic bounds hold for any servers and service; balanced-job bounds assume single servers with separable behaviour
/// and are tighter. The answer lies between.
///
/// **Source.** Denning and Buzen, ACM Computing Surveys 10(3), 1978; Zahorjan, Sevcik, Eager and Galler, CACM 25(2), 1982;
/// Lazowska, Zahorjan, Graham and Sevcik, Quantitative System Performance, 1984, chapter 5.
public struct OperationalBounds: Sendable, Hashable {
  /// Bounds on the throughput, in requests per second.
  public let throughput: ClosedRange<Double>
  /// Bounds on the response time without think time, in seconds.
  public let responseTime: ClosedRange<Double>
  /// Population at which the two asymptotes meet, N*: below it customers hardly meet, above it the bottleneck decides.
  public let saturationPopulation: Double

  /// Asymptotic bounds of a closed network.
  ///
  /// - Parameters:
  ///   - demands: Service demand of each station where requests queue, in seconds per request; finite, ≥ 0.
  ///   - serverCounts: Servers of each; nil for one each.
  ///   - delay: Time per request at stations where nobody waits, in seconds; finite, ≥ 0.
  ///   - population: N; ≥ 1.
  ///   - thinkTime: Z, in seconds; finite, ≥ 0.
  /// - Throws: ``QueueingError`` for the first value out of range, or when all times are 0.
  public static func asymptotic(
    demands: [Double], serverCounts: [Int]? = nil, delay: Double = 0, population: Int, thinkTime: Double = 0
  ) throws(QueueingError) -> OperationalBounds {
    try validate(demands, serverCounts, delay, population, thinkTime)
    let (total, customers) = (demands.reduce(0, +) + delay, Double(population))
    let slowest = greatest(demands, serverCounts)
    let upper = min(slowest > 0 ? 1 / slowest : .infinity, customers / (total + thinkTime))
    // At worst everyone waits for everyone else at every station.
    let lower = customers / (thinkTime + delay + customers * (total - delay))
    return OperationalBounds(
      throughput: min(lower, upper)...upper,
      responseTime: max(total, customers * slowest - thinkTime)...(delay + customers * (total - delay)),
      saturationPopulation: slowest > 0 ? (total + thinkTime) / slowest : .infinity)
  }

  /// Balanced-job bounds of a closed network of single servers.
  ///
  /// - Parameters:
  ///   - demands: Service demand of each station where requests queue, in seconds per request; finite, ≥ 0.
  ///   - population: N; ≥ 1.
  ///   - thinkTime: Z, with the time at delays, in seconds; finite, ≥ 0.
  /// - Throws: ``QueueingError`` for the first value out of range, or when all times are 0.
  public static func balancedJob(
    demands: [Double], population: Int, thinkTime: Double = 0
  ) throws(QueueingError) -> OperationalBounds {
    try validate(demands, nil, 0, population, thinkTime)
    let (total, customers) = (demands.reduce(0, +), Double(population))
    let slowest = greatest(demands, nil)
    guard total > 0 else {
      return OperationalBounds(
        throughput: customers / thinkTime...customers / thinkTime, responseTime: 0...0,
        saturationPopulation: .infinity)
    }
    let average = total / Double(demands.count)
    let worst = thinkTime + total + (customers - 1) * slowest / (1 + thinkTime / (customers * total))
    let best = thinkTime + total + (customers - 1) * average / (1 + thinkTime / total)
    let upper = min(1 / slowest, customers / best)
    let lower = min(upper, customers / worst)
    // The response time by Little's law at the bounds of the throughput; both subtract equal numbers when nobody waits.
    let least = max(total, customers / upper - thinkTime)
    return OperationalBounds(
      throughput: lower...upper, responseTime: least...max(least, customers / lower - thinkTime),
      saturationPopulation: (total + thinkTime) / slowest)
  }

  /// Greatest throughput of an open network, in requests per second: the least c/D; infinite when no station is asked.
  ///
  /// - Throws: ``QueueingError`` for the first value out of range.
  public static func openThroughputLimit(
    demands: [Double], serverCounts: [Int]? = nil
  ) throws(QueueingError) -> Double {
    try validate(demands, serverCounts, 0, 1, 1)
    let slowest = greatest(demands, serverCounts)
    return slowest > 0 ? 1 / slowest : .infinity
  }

  private static func greatest(_ demands: [Double], _ serverCounts: [Int]?) -> Double {
    demands.indices.reduce(0) { max($0, demands[$1] / Double(serverCounts?[$1] ?? 1)) }
  }

  private static func validate(
    _ demands: [Double], _ serverCounts: [Int]?, _ delay: Double, _ population: Int, _ thinkTime: Double
  ) throws(QueueingError) {
    try Check.count(demands.count, atLeast: 1, "number of stations", at: "bounds")
    for (k, demand) in demands.enumerated() {
      try Check.atLeast(0, demand, "service demand in seconds", at: "station \(k)")
    }
    if let serverCounts {
      guard serverCounts.count == demands.count else {
        throw .wrongCount(
          place: "bounds", quantity: "server count", count: serverCounts.count, expected: demands.count)
      }
      for (k, count) in serverCounts.enumerated() {
        try Check.count(count, atLeast: 1, "server count", at: "station \(k)")
      }
    }
    try Check.atLeast(0, delay, "delay in seconds", at: "bounds")
    try Check.count(population, atLeast: 1, "population", at: "bounds")
    try Check.atLeast(0, thinkTime, "think time in seconds", at: "bounds")
    guard demands.reduce(delay + thinkTime, +) > 0 else { throw .noTimeAnywhere(place: "bounds") }
  }
}
