/// A system solved, as it stands, at many loads from today's on: what a growth slider shows.
///
/// Every number in it was solved for at its load; what lies between two points is not in it.
public struct GrowthCurve: Sendable, Hashable {
  /// The system at one load.
  public struct Point: Sendable, Hashable {
    /// Users; > 0.
    public var users: Double
    /// Requests per second at the peak.
    public var rate: Double
    /// Busy share of each component's busiest station, in the order of ``GrowthCurve/components``: above 1 it is asked for
    /// more than it can do. Nil where nothing waits for anything.
    public var utilizations: [Double?]
    /// 99th percentile of each journey's response time, in seconds, in the order of ``GrowthCurve/journeys``; nil without a
    /// steady state.
    public var p99s: [Double?]
    /// Share of the requests that fail since a call was given up or its breaker was open, in 0...1; nil without a steady
    /// state.
    public var failedShare: Double?
    /// What the system takes at this load.
    public var estimate: Estimate

    /// Joins the parts of a point.
    public init(
      users: Double, rate: Double, utilizations: [Double?], p99s: [Double?], failedShare: Double?,
      estimate: Estimate
    ) {
      self.users = users
      self.rate = rate
      self.utilizations = utilizations
      self.p99s = p99s
      self.failedShare = failedShare
      self.estimate = estimate
    }
  }

  /// The way through the system on which a journey waits longest at today's load.
  public struct CriticalPath: Sendable, Hashable {
    /// The journey.
    public var journey: String
    /// Components, from where the journey enters to where it waits for nothing more.
    public var components: [String]

    /// Makes a path.
    public init(journey: String, components: [String]) {
      self.journey = journey
      self.components = components
    }
  }

  /// Names of the components, in the system's order.
  public var components: [String]
  /// Names of the journeys, in the system's order.
  public var journeys: [String]
  /// The critical path of each journey that calls anything.
  public var criticalPaths: [CriticalPath]
  /// The solved loads, ascending; the first is today's.
  public var points: [Point]

  /// Joins the parts of a curve.
  public init(
    components: [String], journeys: [String], criticalPaths: [CriticalPath], points: [Point]
  ) {
    self.components = components
    self.journeys = journeys
    self.criticalPaths = criticalPaths
    self.points = points
  }

  /// The journey with the longest 99th percentile at today's load, and its path; nil where no journey calls anything.
  public var slowestPath: CriticalPath? {
    let today = points.first
    func time(of path: CriticalPath) -> Double {
      guard let index = journeys.firstIndex(of: path.journey) else { return 0 }
      return today?.p99s[index] ?? .infinity
    }
    return criticalPaths.max { time(of: $0) < time(of: $1) }
  }
}
