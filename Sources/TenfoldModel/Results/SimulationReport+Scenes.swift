extension SimulationReport {
  /// Something that happened while a system was simulated.
  public struct Happening: Sendable, Hashable {
    /// When, in seconds from the beginning.
    public var time: Double
    /// What, in words: `db is gone`.
    public var text: String

    /// Joins both.
    public init(time: Double, text: String) {
      self.time = time
      self.text = text
    }
  }

  /// How soon the service was good again after something that was planned.
  ///
  /// Good is a part of the time in which at most 5 % of what ended failed, at least half of what was asked was answered,
  /// and answers took at most twice the mean of the time before the first thing happened. A part is a 320th of a run,
  /// or up to ten of these where fewer than 50 requests are answered in one. The service has recovered at the beginning
  /// of the first ten 320ths in a row that are good, over all runs together; from what only begins, such as a deployment,
  /// after the last two parts in a row that are bad before the next thing happens.
  public struct Recovery: Sendable, Hashable {
    /// What happened, in words.
    public var event: String
    /// When it began, in seconds from the beginning.
    public var begin: Double
    /// When its cause was gone, in seconds from the beginning.
    public var end: Double
    /// Seconds from the end of the cause until the service was good, 0 when it was good all the time; nil when it was
    /// not good again by the end of the run.
    public var time: Double?

    /// Joins the parts.
    public init(event: String, begin: Double, end: Double, time: Double?) {
      self.event = event
      self.begin = begin
      self.end = end
      self.time = time
    }
  }

  /// What was expected and what came.
  public struct Verdict: Sendable, Hashable {
    /// What was expected.
    public var expectation: Expectation
    /// The figure that came: that of the expectation, or the longest recovery time; nil when there is none, as of
    /// response times when nothing was answered or of a service that never recovered.
    public var observed: Double?
    /// True when it came as expected. What has no figure is unmet.
    public var isMet: Bool

    /// Joins the parts.
    public init(expectation: Expectation, observed: Double?, isMet: Bool) {
      self.expectation = expectation
      self.observed = observed
      self.isMet = isMet
    }
  }
}
