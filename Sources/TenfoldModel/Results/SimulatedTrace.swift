/// What became of one simulated request and of all that it set off, as a tree of spans.
public struct SimulatedTrace: Sendable, Hashable {
  /// The request's number among all of its run, from 0, in the order in which they began.
  public var request: Int
  /// Its spans: the request itself first, every other one behind its parent.
  public var spans: [SimulatedSpan]
  /// Spans left out, with all they set off, because the trace was full.
  public var spansLeftOut: Int

  /// Joins the parts.
  public init(request: Int, spans: [SimulatedSpan], spansLeftOut: Int = 0) {
    self.request = request
    self.spans = spans
    self.spansLeftOut = spansLeftOut
  }
}

/// A request, or one execution of an operation, from the moment it was asked for to its end.
public struct SimulatedSpan: Sendable, Hashable {
  /// What asked for it, and who waits.
  public enum Kind: Sendable, Hashable {
    /// A request of users.
    case request
    /// A call whose caller waits for the answer.
    case call
    /// A call or message for whose answer nobody waits.
    case message
  }

  /// What asked for it.
  public var kind: Kind
  /// Index of the span that asked for it; nil for the request.
  public var parent: Int?
  /// The component that it ran at; nil for the request.
  public var component: String?
  /// The operation, or the request's journey.
  public var operation: String
  /// When it was asked for, in seconds of simulated time; of a call that includes its way over the network.
  public var begin: Double
  /// When it ended, in seconds; the end of the run for what is not finished.
  public var end: Double
  /// False when the run ended before it did.
  public var isFinished: Bool
  /// Why it failed; nil when it went well or is not finished.
  public var failure: SimulationReport.Cause?
  /// True when whoever asked for it no longer waited at its end.
  public var isGivenUp: Bool
  /// Which attempt it is, from 1.
  public var attempt: Int
  /// True for a second copy, sent because the first was late.
  public var isHedge: Bool
  /// Time waited for a connection or a place among the consumers, in seconds.
  public var connectionWait: Double
  /// Time waited for a worker, in seconds.
  public var workerWait: Double
  /// Time waited for a core, in seconds; 0 where cores are shared.
  public var coreWait: Double

  /// Joins the parts; what is left out is nothing special.
  public init(
    kind: Kind, parent: Int? = nil, component: String? = nil, operation: String, begin: Double, end: Double,
    isFinished: Bool = true, failure: SimulationReport.Cause? = nil, isGivenUp: Bool = false,
    attempt: Int = 1, isHedge: Bool = false, connectionWait: Double = 0, workerWait: Double = 0,
    coreWait: Double = 0
  ) {
    self.kind = kind
    self.parent = parent
    self.component = component
    self.operation = operation
    self.begin = begin
    self.end = end
    self.isFinished = isFinished
    self.failure = failure
    self.isGivenUp = isGivenUp
    self.attempt = attempt
    self.isHedge = isHedge
    self.connectionWait = connectionWait
    self.workerWait = workerWait
    self.coreWait = coreWait
  }
}
