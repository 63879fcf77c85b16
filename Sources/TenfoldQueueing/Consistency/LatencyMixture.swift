import TenfoldModel

/// A latency that is one of several distributions by chance, after a fixed offset: a body and a tail, as measured.
public struct LatencyMixture: Sendable, Hashable {
  /// One of the distributions.
  public struct Part: Sendable, Hashable {
    /// Probability of this one.
    public let probability: Double
    /// Its distribution.
    public let distribution: ServiceDistribution

    /// Makes a part.
    public init(probability: Double, distribution: ServiceDistribution) {
      self.probability = probability
      self.distribution = distribution
    }
  }

  /// The distributions; their probabilities add up to 1.
  public let parts: [Part]
  /// Seconds added to each.
  public let offset: Double

  /// Makes a latency.
  ///
  /// - Throws: ``QueueingError`` unless probabilities add up to 1 and parameters are in range.
  public init(_ parts: [Part], offset: Double = 0) throws(QueueingError) {
    try Check.count(parts.count, atLeast: 1, "number of parts", at: "latency")
    try Check.atLeast(0, offset, "offset in seconds", at: "latency")
    var sum = 0.0
    for part in parts {
      try Check.share(part.probability, "probability of a part", at: "latency")
      try part.distribution.validate(at: "latency")
      sum += part.probability
    }
    guard abs(sum - 1) < 1e-9 else {
      throw .invalidValue(
        place: "latency", quantity: "sum of the probabilities of parts", value: "\(sum)", expected: "1")
    }
    self.parts = parts
    self.offset = offset
  }

  /// Makes a latency of one distribution.
  ///
  /// - Throws: ``QueueingError`` for a parameter out of range.
  public init(_ distribution: ServiceDistribution, offset: Double = 0) throws(QueueingError) {
    try self.init([Part(probability: 1, distribution: distribution)], offset: offset)
  }

  /// The same, so many seconds later.
  ///
  /// - Throws: ``QueueingError`` when the sum of the offsets is negative or not finite.
  public func delayed(by seconds: Double) throws(QueueingError) -> LatencyMixture {
    try LatencyMixture(parts, offset: offset + seconds)
  }

  /// Probability that it takes longer than `time` seconds.
  public func tail(beyond time: Double) -> Double {
    parts.reduce(0) { $0 + $1.probability * $1.distribution.tail(beyond: time - offset) }
  }

  /// The time that a share stays below, in seconds.
  public func quantile(_ share: Double) -> Double {
    RootFinding.whereTail(falls: 1 - share, scale: max(offset, 1e-9)) { tail(beyond: $0) }
  }

  /// Values and weights for expectations: for each part evenly spaced in the logarithm of its tail.
  func points() -> [(value: Double, weight: Double)] {
    var result: [(value: Double, weight: Double)] = []
    for part in parts where part.probability > 0 {
      if case .deterministic(let value) = part.distribution {
        result.append((value + offset, part.probability))
        continue
      }
      for point in Self.levels {
        let tail = exponential(-point.x)
        result.append(
          (part.distribution.value(atTail: tail) + offset, part.probability * tail * point.weight))
      }
    }
    return result
  }

  private static let levels = GaussLegendre.points(edges: [0, 0.2, 0.6, 1.2, 2, 3.2, 5, 8, 13, 25])
}

extension ServiceDistribution {
  /// The time exceeded with probability `tail`, in seconds.
  func value(atTail tail: Double) -> Double {
    switch self {
    case .deterministic(let value): return value
    case .exponential(let mean): return -mean * logarithm(tail)
    case .gamma(let mean, let variation):
      guard variation > 0 else { return mean }
      return GammaDistribution.quantile(1 - tail, shape: 1 / variation) * mean * variation
    case .uniform(let low, let high): return high - (high - low) * tail
    case .lognormal(let mean, let variation):
      let spread = logarithmOfOnePlus(variation)
      return TenfoldModel.exponential(
        logarithm(mean) - spread / 2 - spread.squareRoot() * NormalDistribution.quantile(tail))
    case .pareto(let shape, let scale): return scale * power(tail, -1 / shape)
    case .hyperexponential:
      return RootFinding.whereTail(falls: tail, scale: max(mean, 1e-300)) { self.tail(beyond: $0) }
    }
  }
}
