/// Which replica of a component gets a call.
public enum Balancing: String, Sendable, Hashable, Codable, CaseIterable, BitwiseCopyable {
  /// Any, at random: what a balancer does that knows nothing.
  case random
  /// One after another.
  case roundRobin
  /// The one with the fewest requests.
  case leastRequests
  /// The better of two taken at random.
  case twoChoices
  /// The one that the call's key belongs to.
  case consistentHash
  /// One in the zone of the caller's replica, where there is one.
  case sameZone
}

/// How calls are spread over the replicas of a component.
public struct LoadBalancing: Sendable, Hashable, Codable {
  /// Which replica gets a call.
  public var policy: Balancing
  /// Keys that calls are spread by, for consistent hashing; unknown keys are all alike and very many.
  public var keys: KeyPopularity?
  /// Most requests at one replica over the mean of all, for consistent hashing with bounded loads; > 1. Nil for no bound.
  public var loadBound: Quantity?

  /// Makes a balancing.
  public init(policy: Balancing, keys: KeyPopularity? = nil, loadBound: Quantity? = nil) {
    self.policy = policy
    self.keys = keys
    self.loadBound = loadBound
  }
}

/// How many calls one replica lets in at a time; more are refused.
public struct AdmissionControl: Sendable, Hashable, Codable {
  /// What the limit follows.
  public enum Rule: String, Sendable, Hashable, Codable, CaseIterable, BitwiseCopyable {
    /// Nothing: it stays as stated.
    case fixed
    /// Late and failed answers: one more for each good answer while it is used, a tenth less for each that is not.
    case additive
    /// The response time beside its own long average.
    case gradient
    /// The queue that the response time beside its least implies.
    case vegas
  }

  /// What the limit follows.
  public var rule: Rule
  /// Calls let in at the beginning, and always with ``Rule/fixed``.
  public var limit: Quantity?
  /// The least that a limit which follows something may become.
  public var minimum: Quantity?
  /// The most that it may become.
  public var maximum: Quantity?
  /// Response time beyond which an answer is late with ``Rule/additive``, in seconds.
  public var lateAfter: Quantity?
  /// Share of the limit kept free of normal requests, and again of sheddable ones, in 0...0.5.
  public var reserved: Quantity?

  /// Makes a control.
  public init(
    rule: Rule, limit: Quantity? = nil, minimum: Quantity? = nil, maximum: Quantity? = nil,
    lateAfter: Quantity? = nil, reserved: Quantity? = nil
  ) {
    self.rule = rule
    self.limit = limit
    self.minimum = minimum
    self.maximum = maximum
    self.lateAfter = lateAfter
    self.reserved = reserved
  }
}
