import TenfoldModel

/// All states in which a station with timeouts and retries can stay: attempts cause timeouts, and these cause attempts.
///
/// A rate x of attempts is one that stays when x = λ (1 + p + … + p^r) with p the probability that an attempt at rate x
/// takes longer than the timeout, or is turned away. Servers finish attempts that nobody waits for any longer. Read the
/// other way round, the load that goes with a rate of attempts is λ(x) = x/(1 + p(x) + … + p(x)^r), one curve: where it
/// rises the state is stable, where it falls it is not. A load with two stable states is *vulnerable*: after a push, such as
/// an outage, the station stays down though the load would be fine (metastable).
///
/// With a queue without a bound all attempts fail from saturation on, so that the lower border of the vulnerable loads is
/// capacity/(1 + r), the law measured in simulations of retry storms.
///
/// **Source.** Bronson, Aghayev, Charapko and Zhu, HotOS 2021 (metastable failures); the curve is our own reading.
public struct RetryFixedPoints: Sendable, Hashable {
  /// A state that stays.
  public struct Point: Sendable, Hashable {
    /// Attempts per second that reach the station, x.
    public let attemptRate: Double
    /// Probability that an attempt fails.
    public let failure: Double
    /// Requests per second that succeed in the end: x (1 − p).
    public let goodput: Double
    /// True when small disturbances die out; between two stable states lies one that is not, the border that a push must
    /// cross.
    public let isStable: Bool
  }

  /// The station and its callers.
  public struct Model: Sendable, Hashable {
    /// Mean service time of an attempt, in seconds.
    public let serviceTime: Double
    /// Servers c.
    public let serverCount: Int
    /// Most attempts at the station; nil without a bound.
    public let limit: Int?
    /// Seconds after which a caller gives an attempt up.
    public let timeout: Double
    /// When it tries again.
    public let policy: RetryPolicy

    /// Makes a model.
    ///
    /// - Parameters:
    ///   - serviceTime: In seconds; finite, > 0.
    ///   - serverCount: c; ≥ 1.
    ///   - limit: Most attempts at the station, those in service counted; ≥ c.
    ///   - timeout: In seconds; finite, > 0.
    ///   - policy: When callers try again.
    /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
    public init(
      serviceTime: Double, serverCount: Int = 1, limit: Int? = nil, timeout: Double, policy: RetryPolicy
    ) throws(QueueingError) {
      try Check.positive(serviceTime, "service time in seconds", at: "retries")
      try Check.count(serverCount, atLeast: 1, "server count", at: "retries")
      if let limit {
        try Check.count(limit, atLeast: serverCount, "limit of attempts present", at: "retries")
      }
      try Check.positive(timeout, "timeout in seconds", at: "retries")
      self.serviceTime = serviceTime
      self.serverCount = serverCount
      self.limit = limit
      self.timeout = timeout
      self.policy = policy
    }

    /// Attempts per second that the servers can finish.
    public var capacity: Double { Double(serverCount) / serviceTime }

    /// Probability that an attempt fails when `rate` attempts arrive per second.
    public func failure(atRate rate: Double) -> Double {
      if let limit {
        guard
          let queue = try? BoundedQueue(
            arrivalRate: rate, serviceTime: serviceTime, serverCount: serverCount, limit: limit)
        else { return 1 }
        let blocked = queue.blockingProbability
        return min(1, blocked + (1 - blocked) * queue.responseTail(beyond: timeout))
      }
      guard rate < capacity,
        let queue = try? MarkovianQueue(arrivalRate: rate, serviceTime: serviceTime, serverCount: serverCount)
      else { return 1 }
      return queue.responseTail(beyond: timeout)
    }

    /// The load at which `rate` attempts per second stay, in requests per second.
    public func load(atRate rate: Double) -> Double { rate / policy.attempts(failure: failure(atRate: rate)) }
  }

  /// The station and its callers.
  public let model: Model
  /// Requests per second, first attempts only.
  public let arrivalRate: Double
  /// The states that stay, by rising rate of attempts.
  public let points: [Point]
  /// Loads with a healthy and another stable state, from the least at which a push can bring the station down for good to
  /// the greatest at which it is not down anyway; nil when there is none.
  public let vulnerableLoads: ClosedRange<Double>?

  /// Finds all states.
  ///
  /// - Parameters:
  ///   - model: The station and its callers.
  ///   - arrivalRate: Requests per second, first attempts only; finite, > 0.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  /// - Complexity: About a thousand evaluations of the station; with a limit K each takes O(K).
  public init(_ model: Model, arrivalRate: Double) throws(QueueingError) {
    try Check.positive(arrivalRate, "arrival rate", at: "retries")
    self.model = model
    self.arrivalRate = arrivalRate
    let greatest = arrivalRate * model.policy.greatestAttempts
    let curve = Self.grid(model, upTo: max(greatest, 2 * model.capacity * model.policy.greatestAttempts))
      .map { (rate: $0, load: model.load(atRate: $0)) }
    var points: [Point] = []
    for (before, after) in zip(curve, curve.dropFirst()) {
      let (low, high) = (before.load - arrivalRate, after.load - arrivalRate)
      guard (low < 0) != (high < 0) else { continue }
      let rate = RootFinding.root(between: before.rate, and: after.rate, relativeTolerance: 1e-13) {
        model.load(atRate: $0) - arrivalRate
      }
      let failure = model.failure(atRate: rate)
      points.append(
        Point(attemptRate: rate, failure: failure, goodput: rate * (1 - failure), isStable: high > low))
    }
    let borders = Self.vulnerable(model, curve)
    if let borders, abs(arrivalRate / borders.lower - 1) < 1e-9,
      !points.contains(where: { $0.attemptRate > borders.summit })
    {
      // Just at the border the curve touches the load: what is down stays down.
      let failure = model.failure(atRate: borders.rate)
      points.append(
        Point(
          attemptRate: borders.rate, failure: failure, goodput: borders.rate * (1 - failure), isStable: true))
    }
    self.points = points
    vulnerableLoads = borders.map { $0.lower...$0.upper }
  }

  /// The healthy state: the stable one with the fewest attempts.
  public var healthy: Point? { points.first(where: \.isStable) }

  /// True when a push can leave the station in a worse stable state.
  public var isVulnerable: Bool { points.count(where: \.isStable) > 1 }

  /// Rates of attempts to look at: evenly, and ever closer on both sides of the capacity, where everything happens.
  private static func grid(_ model: Model, upTo greatest: Double) -> [Double] {
    let capacity = model.capacity
    var rates = (1...200).map { greatest * Double($0) / 200 }
    rates += (1...100).map { capacity * Double($0) / 100 }
    for step in 0...120 {
      let distance = capacity * power(0.8, Double(step))
      rates.append(capacity - distance * 0.999)
      if model.limit != nil { rates.append(capacity + distance) }
    }
    // Just on either side of saturation without a bound, where the failure reaches 1.
    rates += [capacity * 1e-9, capacity, capacity * (1 + 1e-12), capacity * (1 - 1e-12)]
    rates = rates.filter { $0 > 0 && $0 <= greatest * (1 + 1e-12) }.sorted()
    var distinct: [Double] = []
    for rate in rates where rate > (distinct.last ?? 0) { distinct.append(rate) }
    return distinct
  }

  /// Borders of the loads with two stable states: the first summit of the curve, and the lowest point beyond it.
  private static func vulnerable(
    _ model: Model, _ curve: [(rate: Double, load: Double)]
  ) -> (lower: Double, upper: Double, rate: Double, summit: Double)? {
    guard let summit = curve.indices.dropLast().first(where: { curve[$0 + 1].load < curve[$0].load }),
      let lowest = curve[summit...].indices.min(by: { curve[$0].load < curve[$1].load })
    else { return nil }
    let upper = extreme(
      model, curve[max(0, summit - 1)].rate, curve[summit + 1].rate, isHighest: true)
    let lower =
      lowest + 1 < curve.count
      ? extreme(model, curve[lowest - 1].rate, curve[lowest + 1].rate, isHighest: false) : curve[lowest].load
    return upper > lower * (1 + 1e-9) ? (lower, upper, curve[lowest].rate, curve[summit].rate) : nil
  }

  /// Greatest or least load between two rates, by golden sections.
  private static func extreme(_ model: Model, _ low: Double, _ high: Double, isHighest: Bool) -> Double {
    let golden = 0.6180339887498949
    let sign = isHighest ? 1.0 : -1
    var (low, high) = (low, high)
    var best = max(sign * model.load(atRate: low), sign * model.load(atRate: high))
    for _ in 0..<60 {
      let (left, right) = (high - golden * (high - low), low + golden * (high - low))
      let (atLeft, atRight) = (sign * model.load(atRate: left), sign * model.load(atRate: right))
      best = max(best, atLeft, atRight)
      if atLeft > atRight { high = right } else { low = left }
    }
    return sign * best
  }
}
