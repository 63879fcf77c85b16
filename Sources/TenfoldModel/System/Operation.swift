/// Something a component can be asked to do.
public struct Operation: Sendable, Hashable, Codable {
  /// Its name, unique in the component.
  public var name: String
  /// What it takes of the component's own resources.
  public var demand: Demand
  /// What it does besides, in order.
  public var steps: [Step]
  /// True when it changes state, false when it only reads, nil when unknown.
  public var writes: Bool?
  /// True when doing it twice has the effect of once; nil when unknown.
  public var isIdempotent: Bool?
  /// Share of executions that end in a failure of their own, such as a declined payment, in 0...1; unknown is none.
  public var failureShare: Quantity?

  /// Makes an operation.
  public init(
    name: String, demand: Demand = Demand(), steps: [Step] = [], writes: Bool? = nil,
    failureShare: Quantity? = nil, isIdempotent: Bool? = nil
  ) {
    self.name = name
    self.demand = demand
    self.steps = steps
    self.writes = writes
    self.failureShare = failureShare
    self.isIdempotent = isIdempotent
  }
}

/// Service demand of one execution of an operation on its own component.
public struct Demand: Sendable, Hashable, Codable {
  /// CPU time, in seconds.
  public var cpu: Quantity?
  /// Disk time, in seconds.
  public var disk: Quantity?
  /// Time that passes while nothing of the component is used (an external answer, a lock), in seconds.
  public var delay: Quantity?
  /// Squared coefficient of variation of the service time; 1 is exponential.
  public var variability: Quantity?

  /// Makes a demand of which nothing is known unless given.
  public init(
    cpu: Quantity? = nil, disk: Quantity? = nil, delay: Quantity? = nil, variability: Quantity? = nil
  ) {
    self.cpu = cpu
    self.disk = disk
    self.delay = delay
    self.variability = variability
  }
}

/// One step of an operation.
public indirect enum Step: Sendable, Hashable, Codable {
  /// Calls another operation.
  case call(Call)
  /// All of these at once; the step ends with the last of them.
  case parallel([Step])
  /// One of these, with these shares (each in 0...1; together at most 1, the rest doing nothing).
  case choice([Branch])

  /// One alternative of a choice.
  public struct Branch: Sendable, Hashable, Codable {
    /// Share of executions that take it, in 0...1.
    public var share: Quantity
    /// What it does.
    public var steps: [Step]

    /// Makes an alternative.
    public init(share: Quantity, steps: [Step]) {
      self.share = share
      self.steps = steps
    }
  }
}

/// How a call is made.
public enum CallMode: String, Sendable, Hashable, Codable {
  /// The caller waits for the answer.
  case synchronous
  /// The caller hands it over and goes on.
  case asynchronous
}

/// A call of one operation by another.
public struct Call: Sendable, Hashable, Codable {
  /// Component called.
  public var component: String
  /// Operation called; nil for the component's only or first one.
  public var operation: String?
  /// Mean number of calls per execution of the step; unknown is assumed to be 1.
  public var count: Quantity?
  /// Whether the caller waits.
  public var mode: CallMode
  /// A cache asked first, by name; only its misses reach the component.
  public var cachedIn: String?
  /// True when a failure of it leaves the caller's answer poorer but whole.
  public var isOptional: Bool
  /// How failures and slowness of the call are met.
  public var resilience: Resilience
  /// Bytes sent.
  public var requestSize: Quantity?
  /// Bytes received.
  public var responseSize: Quantity?
  /// Copies sent at once, to different replicas or shards; the caller waits for the last. Unknown is 1.
  public var fanOut: Quantity?
  /// What undoes the call when a later step of the caller fails, as `component.operation`; nil when nothing does.
  public var undo: String?
  /// Interval at which an outbox is emptied that the message waits in, in seconds; nil when it leaves at once.
  public var outboxInterval: Quantity?

  /// Makes a call.
  public init(
    component: String, operation: String? = nil, count: Quantity? = nil, mode: CallMode = .synchronous,
    cachedIn: String? = nil, isOptional: Bool = false, resilience: Resilience = Resilience(),
    requestSize: Quantity? = nil, responseSize: Quantity? = nil, fanOut: Quantity? = nil,
    undo: String? = nil, outboxInterval: Quantity? = nil
  ) {
    self.component = component
    self.operation = operation
    self.count = count
    self.mode = mode
    self.cachedIn = cachedIn
    self.isOptional = isOptional
    self.resilience = resilience
    self.requestSize = requestSize
    self.responseSize = responseSize
    self.fanOut = fanOut
    self.undo = undo
    self.outboxInterval = outboxInterval
  }
}

/// How failures and slowness of a call are met.
public struct Resilience: Sendable, Hashable, Codable {
  /// Time after which the caller gives up, in seconds.
  public var timeout: Quantity?
  /// Attempts after the first.
  public var retryLimit: Quantity?
  /// Retries allowed as a share of all calls, in 0...1.
  public var retryBudget: Quantity?
  /// Mean pause before a retry, in seconds.
  public var backoff: Quantity?
  /// Failures in a row that open a circuit breaker.
  public var breakerThreshold: Quantity?
  /// Time after which a second copy is sent, in seconds.
  public var hedgeAfter: Quantity?
  /// True when two copies are sent at once and the one that begins first stops the other; nil when unknown.
  public var isTied: Bool?
  /// Most such calls of one replica of the caller at a time; more are refused. Nil for no bulkhead.
  public var bulkhead: Quantity?

  /// Makes a resilience of which nothing is known unless given.
  public init(
    timeout: Quantity? = nil, retryLimit: Quantity? = nil, retryBudget: Quantity? = nil,
    backoff: Quantity? = nil, breakerThreshold: Quantity? = nil, hedgeAfter: Quantity? = nil,
    isTied: Bool? = nil, bulkhead: Quantity? = nil
  ) {
    self.timeout = timeout
    self.retryLimit = retryLimit
    self.retryBudget = retryBudget
    self.backoff = backoff
    self.breakerThreshold = breakerThreshold
    self.hedgeAfter = hedgeAfter
    self.isTied = isTied
    self.bulkhead = bulkhead
  }
}

extension Resilience {
  /// Takes what it does not say itself from `other`.
  package mutating func complete(from other: Resilience) {
    timeout = timeout ?? other.timeout
    retryLimit = retryLimit ?? other.retryLimit
    retryBudget = retryBudget ?? other.retryBudget
    backoff = backoff ?? other.backoff
    breakerThreshold = breakerThreshold ?? other.breakerThreshold
    hedgeAfter = hedgeAfter ?? other.hedgeAfter
    isTied = isTied ?? other.isTied
    bulkhead = bulkhead ?? other.bulkhead
  }
}

extension Step {
  /// Every call of the step.
  package var calls: [Call] {
    switch self {
    case .call(let call): [call]
    case .parallel(let steps): steps.flatMap(\.calls)
    case .choice(let branches): branches.flatMap(\.steps).flatMap(\.calls)
    }
  }
}
