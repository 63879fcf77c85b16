extension Solution {
  /// A call that is given up, repeated or sent twice.
  public struct Call: Sendable, Hashable, Codable {
    /// The operation that calls, as `component.operation`, or a journey.
    public var caller: String
    /// The operation called, as `component.operation`.
    public var called: String
    /// Calls per second, each with all its attempts.
    public var throughput: Double
    /// Copies sent to the called per call; 1 when nothing is repeated.
    public var copies: Double
    /// Attempts after the first, per call.
    public var retries: Double
    /// Second copies of slow attempts, per call.
    public var hedges: Double
    /// Attempts given up, per call.
    public var timeouts: Double
    /// Copies per call whose answer nobody wanted: work in vain.
    public var vain: Double
    /// Share of the calls that find the breaker open, in 0...1.
    public var openShare: Double
    /// Share of the calls that fail in the end, in 0...1.
    public var failedShare: Double

    /// Makes a call's result.
    public init(
      caller: String, called: String, throughput: Double, copies: Double, retries: Double, hedges: Double,
      timeouts: Double, vain: Double, openShare: Double, failedShare: Double
    ) {
      self.caller = caller
      self.called = called
      self.throughput = throughput
      self.copies = copies
      self.retries = retries
      self.hedges = hedges
      self.timeouts = timeouts
      self.vain = vain
      self.openShare = openShare
      self.failedShare = failedShare
    }
  }

  /// Another state in which the system stays at the same load.
  public struct State: Sendable, Hashable, Codable {
    /// Components whose failing for a while leads there; empty when all must fail at once.
    public var pushed: [String]
    /// Requests answered well per second.
    public var goodput: Double
    /// Share of the requests that fail, in 0...1.
    public var failedShare: Double
    /// Copies sent per call that is watched over.
    public var copiesPerCall: Double
    /// The busiest station there, and how busy it is; over 1 its queue grows without end.
    public var busiestStation: String
    /// Busy share of that station's servers.
    public var utilization: Double

    /// Makes a state.
    public init(
      pushed: [String], goodput: Double, failedShare: Double, copiesPerCall: Double, busiestStation: String,
      utilization: Double
    ) {
      self.pushed = pushed
      self.goodput = goodput
      self.failedShare = failedShare
      self.copiesPerCall = copiesPerCall
      self.busiestStation = busiestStation
      self.utilization = utilization
    }
  }

  /// A component whose replicas a controller changes, where it comes to rest.
  public struct Autoscaled: Sendable, Hashable, Codable {
    /// The component.
    public var component: String
    /// Replicas at rest.
    public var replicas: Double
    /// Fewest replicas.
    public var minimum: Double
    /// Most replicas.
    public var maximum: Double
    /// True when it would start more than it may.
    public var isAtMaximum: Bool { replicas >= maximum && maximum > minimum }

    /// Makes a result.
    public init(component: String, replicas: Double, minimum: Double, maximum: Double) {
      self.component = component
      self.replicas = replicas
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// Consumers of a topic: how far behind they are, and how fast they catch up.
  public struct Consumers: Sendable, Hashable, Codable {
    /// The topic.
    public var topic: String
    /// Who handles its messages.
    public var component: String
    /// Messages handled at once at most, by partitions and concurrency; infinite without a limit.
    public var limit: Double
    /// Messages per second, repeated deliveries among them.
    public var arrivalRate: Double
    /// Messages per second that can be handled; infinite when nothing takes time.
    public var capacity: Double
    /// Mean time from message to the end of its handling, in seconds; infinite without steady state.
    public var lag: Double
    /// Seconds it takes to catch up for each second in which nothing was handled; infinite when that never happens.
    public var catchUpTime: Double

    /// Makes a result.
    public init(
      topic: String, component: String, limit: Double, arrivalRate: Double, capacity: Double, lag: Double,
      catchUpTime: Double
    ) {
      self.topic = topic
      self.component = component
      self.limit = limit
      self.arrivalRate = arrivalRate
      self.capacity = capacity
      self.lag = lag
      self.catchUpTime = catchUpTime
    }
  }
}
