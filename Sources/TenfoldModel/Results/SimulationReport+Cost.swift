extension SimulationReport {
  /// What the machines of a simulated system cost at list prices.
  public struct Cost: Sendable, Hashable {
    /// Money for an hour of the replicas that were in service on average, in US dollars.
    public var perHour: Double
    /// The same for a month, in US dollars.
    public var perMonth: Double
    /// Money for a million requests answered well, in US dollars; nil when none was.
    public var perMillionAnswered: Double?

    /// Joins the parts.
    public init(perHour: Double, perMonth: Double, perMillionAnswered: Double?) {
      self.perHour = perHour
      self.perMonth = perMonth
      self.perMillionAnswered = perMillionAnswered
    }
  }

  /// Requests answered well per second, over all journeys.
  public var answeredRate: Double { journeys.reduce(0) { $0 + $1.throughput.estimate } }
}
