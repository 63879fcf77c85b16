extension SimulationReport {
  /// What was seen at a component besides calls and cores; what does not apply to it is nil.
  public struct Behavior: Sendable, Hashable {
    /// Share of the questions to a cache that it answered, in 0...1; nil where keys are not followed.
    public var hitRatio: ConfidenceInterval?
    /// Misses that waited for another's fetch of the same key, per second.
    public var coalesced: ConfidenceInterval?
    /// Share of the reads that showed something older than the store had, in 0...1.
    public var staleShare: ConfidenceInterval?
    /// Percentiles of how long ago what stale reads showed was replaced, in seconds, by share (0.5, 0.95, 0.99).
    public var staleAges: [Double: ConfidenceInterval] = [:]
    /// Percentiles of the time from a write to when a copy or the projection had it, in seconds.
    public var lags: [Double: ConfidenceInterval] = [:]
    /// Share of the reads by requests that had written there before which did not find that write, in 0...1.
    public var ownMissShare: ConfidenceInterval?
    /// Writes lost with a primary, over all runs; nil where none was lost on purpose.
    public var lostWrites: Double?
    /// Messages given up after their last delivery, per second.
    public var deadLetters: ConfidenceInterval?
    /// Sagas that failed after a step that had to be undone, per second.
    public var failedSagas: ConfidenceInterval?
    /// Compensations made, per second.
    public var compensations: ConfidenceInterval?
    /// Share of those sagas that were left with a step not undone, in 0...1.
    public var inconsistentShare: ConfidenceInterval?
    /// Calls turned away because a replica let no more in, per second.
    public var shed: ConfidenceInterval?
    /// The limit of calls at a replica, on average over answers.
    public var limit: ConfidenceInterval?

    /// Makes a behavior of which nothing was seen.
    public init() {}
  }
}
