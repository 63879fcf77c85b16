public import TenfoldModel

/// What came of a load.
public struct LoadReport: Sendable, Hashable {
  /// Requests that were due.
  public internal(set) var due = 0
  /// Requests that were answered with a status below 400.
  public internal(set) var answered = 0
  /// Those of them that were answered while requests were sent.
  public internal(set) var answeredInTime = 0
  /// Seconds in which requests were sent.
  public internal(set) var sendingTime = 0.0
  /// Requests that were answered with a status of 400 or more, or with nothing that can be understood.
  public internal(set) var failed = 0
  /// Requests that got no answer in time.
  public internal(set) var unanswered = 0
  /// Seconds from the first due moment to the last answer.
  public internal(set) var duration = 0.0
  /// Seconds from the moment at which a request was due to its answer, of those answered with a status below 400.
  public internal(set) var latencies = LatencyHistogram()
  /// The generator's own error: seconds from the moment at which a request was due to that at which the generator
  /// turned to it. What a request then waits for a free connection is the server's time, not in here.
  public internal(set) var delays = LatencyHistogram()
  /// Seconds of processor time that the generator took.
  public internal(set) var processorTime = 0.0

  /// True when it was sent by a thread that runs as soon as it wakes, whatever else runs; only privileged processes may.
  public internal(set) var isRealTime = false

  /// Makes an empty report.
  public init() {}

  /// Answers per second; 0 before any.
  public var throughput: Double { duration > 0 ? Double(answered) / duration : 0 }

  /// Answers per second while requests were sent: of an overload what the server does under it, whatever it works off
  /// afterwards; 0 before any.
  public var sendingThroughput: Double { sendingTime > 0 ? Double(answeredInTime) / sendingTime : 0 }

  /// The latency that a share of all due requests does not exceed; nil where so many were not answered.
  ///
  /// - Parameter share: In 0...1.
  public func latency(_ share: Double) -> Double? {
    guard answered > 0, due > 0 else { return nil }
    let within = share * Double(due) / Double(answered)
    return within <= 1 ? latencies.quantile(within) : nil
  }
}
