/// What a simulation of a system showed, with 99 % intervals.
public struct SimulationReport: Sendable, Hashable {
  /// Why a request or a call failed.
  public enum Cause: String, Sendable, Hashable, CaseIterable {
    /// No answer within the timeout.
    case timeout
    /// A full queue turned it away.
    case refused
    /// Nothing was there to answer.
    case unavailable
    /// A circuit breaker was open.
    case breakerOpen
    /// A rate limit was reached.
    case rateLimited
    /// It was under way at something that failed.
    case lost
    /// It was answered with an error.
    case error
    /// It ended in a failure of its own, such as a declined payment.
    case failed
  }

  /// What requests of one journey met.
  public struct Journey: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Requests answered well, per second.
    public var throughput: ConfidenceInterval
    /// Requests that failed, per second, by cause; causes that never came are left out.
    public var failures: [Cause: ConfidenceInterval]
    /// Response time of requests answered well, in seconds; 0 when nothing was (see `meanResponseTime`).
    public var responseTime: ConfidenceInterval
    /// Percentiles of it by share (0.5, 0.95, 0.99, 0.999); empty when nothing was answered.
    public var percentiles: [Double: ConfidenceInterval]

    /// Joins the parts.
    public init(
      name: String, throughput: ConfidenceInterval, failures: [Cause: ConfidenceInterval],
      responseTime: ConfidenceInterval, percentiles: [Double: ConfidenceInterval]
    ) {
      self.name = name
      self.throughput = throughput
      self.failures = failures
      self.responseTime = responseTime
      self.percentiles = percentiles
    }

    /// Mean response time in seconds; nil when nothing was answered.
    public var meanResponseTime: ConfidenceInterval? { percentiles.isEmpty ? nil : responseTime }

    /// Share of requests that failed, in 0...1.
    public var failedShare: Double {
      let failed = failures.values.reduce(0) { $0 + $1.estimate }
      return failed > 0 ? failed / (failed + throughput.estimate) : 0
    }
  }

  /// What happened at one component, over all its replicas.
  public struct Component: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Replicas in service, on average.
    public var replicas: ConfidenceInterval
    /// Executions that ended, per second.
    public var throughput: ConfidenceInterval
    /// Busy share of the cores of all replicas in service, in 0...1.
    public var utilization: ConfidenceInterval
    /// Executions that wait for a core, on average.
    public var coreQueue: ConfidenceInterval
    /// Requests that wait for a worker, on average; nil without a limit of workers.
    public var workerQueue: ConfidenceInterval?
    /// Busy share of the workers; nil without a limit of workers.
    public var workerUtilization: ConfidenceInterval?
    /// Calls to it that wait for a connection at their callers, on average; nil where no connections are stated.
    public var connectionQueue: ConfidenceInterval?
    /// Calls to it that were repeated, per second.
    public var retries: ConfidenceInterval
    /// Second copies of slow calls to it, per second.
    public var hedges: ConfidenceInterval
    /// Calls to it that nobody waited for any more when they ended, per second.
    public var wasted: ConfidenceInterval
    /// Fewest and most replicas in service in each slice of time, over all runs; empty when not watched.
    public var replicaRanges: [ClosedRange<Int>] = []
    /// What was seen besides calls and cores; nil where nothing of that is followed.
    public var behavior: Behavior?

    /// Joins the parts.
    public init(
      name: String, replicas: ConfidenceInterval, throughput: ConfidenceInterval,
      utilization: ConfidenceInterval, coreQueue: ConfidenceInterval, workerQueue: ConfidenceInterval?,
      workerUtilization: ConfidenceInterval?, connectionQueue: ConfidenceInterval?,
      retries: ConfidenceInterval, hedges: ConfidenceInterval, wasted: ConfidenceInterval,
      behavior: Behavior? = nil
    ) {
      self.name = name
      self.replicas = replicas
      self.throughput = throughput
      self.utilization = utilization
      self.coreQueue = coreQueue
      self.workerQueue = workerQueue
      self.workerUtilization = workerUtilization
      self.connectionQueue = connectionQueue
      self.retries = retries
      self.hedges = hedges
      self.wasted = wasted
      self.behavior = behavior
    }
  }

  /// One slice of the time of all runs, warm-up included.
  public struct Slice: Sendable, Hashable {
    /// When it ends, in seconds from the beginning.
    public var end: Double
    /// Requests offered, per second.
    public var offered: Double
    /// Requests answered well, per second.
    public var goodput: Double
    /// Requests that failed, per second.
    public var failed: Double
    /// 99th percentile of the response time in it, in seconds; nil when nothing was answered.
    public var p99: Double?
    /// Failures per second by cause; causes that did not come are left out.
    public var failures: [Cause: Double] = [:]

    /// Joins the parts.
    public init(end: Double, offered: Double, goodput: Double, failed: Double, p99: Double?) {
      self.end = end
      self.offered = offered
      self.goodput = goodput
      self.failed = failed
      self.p99 = p99
    }
  }

  /// The system's name.
  public var name: String
  /// What was asked of it, in words: "1000 requests/s", "200 users".
  public var load: String
  /// By journey.
  public var journeys: [Journey]
  /// By component, in the system's order, without those outside.
  public var components: [Component]
  /// How it went over time.
  public var slices: [Slice]
  /// Simulated time of a run, in seconds.
  public var duration: Double
  /// Time left out at the beginning of each run, in seconds.
  public var warmUp: Double
  /// Runs.
  public var runs: Int
  /// The seed.
  public var seed: UInt64
  /// Events that happened in all runs.
  public var events: Int
  /// Why a run ended early, in words; nil when all ran to their end.
  public var endedEarly: String?
  /// A number that differs when any digit differs.
  public var fingerprint: UInt64
  /// What its machines cost; nil where nobody has put prices to it.
  public var cost: Cost?
  /// Doubts about the input and the answer.
  public var diagnostics: [Diagnostic]
  /// What happened in the first run, by time: planned things, failures, what noticed and mended them.
  public var happenings: [Happening] = []
  /// How soon the service was good again after each thing that was planned.
  public var recoveries: [Recovery] = []
  /// What was expected and whether it came.
  public var verdicts: [Verdict] = []
  /// Requests of the first run that were recorded, in the order in which they began; empty unless asked for.
  public var traces: [SimulatedTrace] = []
  /// How it came from a part of the system; nil when the whole was simulated.
  public var scale: Scale?

  /// Joins the parts.
  public init(
    name: String, load: String, journeys: [Journey], components: [Component], slices: [Slice],
    duration: Double, warmUp: Double, runs: Int, seed: UInt64, events: Int, endedEarly: String?,
    fingerprint: UInt64, diagnostics: [Diagnostic]
  ) {
    self.name = name
    self.load = load
    self.journeys = journeys
    self.components = components
    self.slices = slices
    self.duration = duration
    self.warmUp = warmUp
    self.runs = runs
    self.seed = seed
    self.events = events
    self.endedEarly = endedEarly
    self.fingerprint = fingerprint
    self.diagnostics = diagnostics
  }
}
