public import TenfoldModel

/// How a replica's cores are given to what wants them.
public enum CoreSharing: String, Sendable, Hashable, CaseIterable {
  /// First come, first served, each to its end: what the solver's formulas assume.
  case firstComeFirstServed
  /// All at once and equally, as a time-sharing kernel does.
  case processorSharing
}

/// How often a call is made that is made several times on average.
public enum CallCounts: String, Sendable, Hashable, CaseIterable {
  /// As often as stated; of a broken number the rest is made with that probability. What the solver assumes.
  case fixed
  /// A geometric number, as layered queueing networks have by default.
  case geometric
}

/// One-way times between a store without a primary and one replica of it.
public struct QuorumTimes: Sendable, Hashable {
  /// Until a write reaches a replica.
  public var write: Distribution
  /// Until its acknowledgement is back.
  public var acknowledgement: Distribution
  /// Until a read reaches a replica.
  public var read: Distribution
  /// Until its answer is back.
  public var response: Distribution
  /// Added each way to all replicas but one, in seconds: each is in a place of its own, one of which a request comes from.
  public var remoteDelay: Double

  /// Joins the times.
  public init(
    write: Distribution, acknowledgement: Distribution, read: Distribution, response: Distribution,
    remoteDelay: Double = 0
  ) {
    self.write = write
    self.acknowledgement = acknowledgement
    self.read = read
    self.response = response
    self.remoteDelay = remoteDelay
  }
}

/// How a system is simulated.
public struct SystemSimulationOptions: Sendable, Hashable {
  /// How much is asked of it.
  public var load = SystemLoad.stated
  /// Simulated time, runs and seed.
  public var length: SimulationLength
  /// Which replica gets a request of a component that does not state it.
  public var balancing = Balancing.random
  /// How cores are shared.
  public var coreSharing = CoreSharing.firstComeFirstServed
  /// How often a repeated call is made.
  public var callCounts = CallCounts.fixed
  /// Most requests at one replica of a component, by its name; more are refused.
  public var queueLimits: [String: Int] = [:]
  /// Components whose replicas get their one core by a quota, by name: the system states what work takes of a whole core.
  /// They must have one core, first come, first served; their utilization counts the time in which work stands, too.
  public var quotas: [String: ProcessorQuota] = [:]
  /// How the load goes over time, as rates or as factors of ``load``; nil for the same at all times.
  public var curve: LoadCurve?
  /// Times between stores without a primary and their replicas, by store; the network's where not given.
  public var quorumTimes: [String: QuorumTimes] = [:]
  /// What happens to the system.
  public var events: [SystemEvent] = []
  /// Time until balancers notice that a replica is gone, in seconds: one period of Kubernetes' readiness probes unless told
  /// otherwise.
  public var noticeTime = 10.0
  /// What is expected of the report.
  public var expectations: [Expectation] = []
  /// Whether the beginning is left out as warm-up; no for what is studied over time.
  public var removesWarmUp = true
  /// Runs are added until every journey's mean is known to this share, at most ``mostRuns``; nil for `length.runs`.
  public var precision: Double?
  /// Most runs for a precision.
  public var mostRuns = 64
  /// Requests of the first run, evenly spread over its time, whose spans the report tells; 0 for none. No figure
  /// changes by it.
  public var traceCount = 0
  /// What of the load is simulated, and what of that stands for what is left out.
  var part = SimulatedPart()

  /// Chooses options; the rest stands as declared.
  public init(length: SimulationLength) {
    self.length = length
  }
}
