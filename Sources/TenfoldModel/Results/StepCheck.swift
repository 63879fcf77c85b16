/// A step of a plan as the simulator sees it, beside what the solver says: neither knows the other.
public struct StepCheck: Sendable, Hashable {
  /// Steps of the plan that are done, ≥ 1.
  public var steps: Int
  /// Users of the load that was simulated.
  public var users: Double
  /// Requests per second of that load.
  public var rate: Double
  /// The journey whose 99th percentile is the longest, as solved.
  public var journey: String
  /// That percentile as solved, in seconds; nil where the solver finds no steady state.
  public var solvedP99: Double?
  /// That percentile as simulated, in seconds; nil where nothing was answered.
  public var simulatedP99: ConfidenceInterval?
  /// Share of that journey's requests that failed, in 0...1.
  public var failedShare: Double
  /// Why the simulation ended before its time; nil when it did not.
  public var endedEarly: String?

  /// Joins the parts.
  public init(
    steps: Int, users: Double, rate: Double, journey: String, solvedP99: Double?,
    simulatedP99: ConfidenceInterval?, failedShare: Double, endedEarly: String?
  ) {
    self.steps = steps
    self.users = users
    self.rate = rate
    self.journey = journey
    self.solvedP99 = solvedP99
    self.simulatedP99 = simulatedP99
    self.failedShare = failedShare
    self.endedEarly = endedEarly
  }
}
