import TenfoldModel

/// How requests spread over keys, so that sums over millions of keys cost about a thousand terms.
///
/// The first ranks of Zipf's law stand alone; the sum over the others is an integral with its first correction
/// (Euler and Maclaurin), taken by Gauss-Legendre panels that double. Sums of smooth functions of a share come out with a
/// relative error near 1e-10.
public struct KeyPopularity: Sendable, Hashable {
  /// Keys.
  public let keyCount: Double
  /// Share of the requests for the most popular key.
  public let largestShare: Double
  /// How many keys each share below stands for; corrections of the sum stand for negative ones.
  private let weights: [Double]
  /// Shares of the requests for one key.
  private let shares: [Double]

  private static let aloneCount = 1024

  /// Keys whose popularity follows Zipf's law: the key of rank i has a share in proportion to i^(−exponent).
  ///
  /// - Parameters:
  ///   - keyCount: Keys; ≥ 1.
  ///   - exponent: Finite, ≥ 0; 0 makes all keys alike, usual workloads have 0.6 to 1.2.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public static func zipf(keyCount: Int, exponent: Double) throws(QueueingError) -> KeyPopularity {
    try Check.count(keyCount, atLeast: 1, "number of keys", at: "popularity")
    try Check.atLeast(0, exponent, "exponent", at: "popularity")
    let alone = min(keyCount, aloneCount)
    var weights = [Double](repeating: 1, count: alone)
    var shares = (1...alone).map { power(Double($0), -exponent) }
    if keyCount > alone {
      let (first, last) = (Double(alone) + 0.5, Double(keyCount) + 0.5)
      var edges = [first]
      while let edge = edges.last, edge < last { edges.append(min(last, edge * 2)) }
      for point in GaussLegendre.points(edges: edges) {
        weights.append(point.weight)
        shares.append(power(point.x, -exponent))
      }
      // Midpoint sum − integral = −(g′(last) − g′(first))/24, each slope over two ranks.
      for (rank, weight) in [
        (first + 1, 1.0), (first - 1, -1.0), (last + 1, -1), (last - 1, 1),
      ] {
        weights.append(weight / 48)
        shares.append(power(rank, -exponent))
      }
    }
    let total = zip(weights, shares).reduce(0) { $0 + $1.0 * $1.1 }
    return KeyPopularity(keyCount: Double(keyCount), weights: weights, shares: shares.map { $0 / total })
  }

  /// Keys with given popularities, for instance counted in a log.
  ///
  /// - Parameter requests: Requests for each key; finite, ≥ 0, not all 0.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  public static func measured(_ requests: [Double]) throws(QueueingError) -> KeyPopularity {
    try Check.count(requests.count, atLeast: 1, "number of keys", at: "popularity")
    for (index, value) in requests.enumerated() {
      try Check.atLeast(0, value, "number of requests", at: "key \(index)")
    }
    let total = requests.reduce(0, +)
    try Check.positive(total, "sum of the requests", at: "popularity")
    return KeyPopularity(
      keyCount: Double(requests.count), weights: [Double](repeating: 1, count: requests.count),
      shares: requests.map { $0 / total })
  }

  private init(keyCount: Double, weights: [Double], shares: [Double]) {
    self.keyCount = keyCount
    self.weights = weights
    self.shares = shares
    largestShare = shares.reduce(0) { max($0, $1) }
  }

  /// Σ over all keys of a smooth function of the key's share.
  func sum(_ function: (_ share: Double) -> Double) -> Double {
    var result = 0.0
    for (weight, share) in zip(weights, shares) { result += weight * function(share) }
    return result
  }
}
