/// Something that is expected of a simulation, and that its report answers with met or unmet.
public enum Expectation: Sendable, Hashable {
  /// A figure stays on one side of a limit in a window of time.
  case figure(Figure, of: String?, Comparison, Double, in: Window)
  /// After everything that happens the service is good again within a time, in seconds.
  case recovery(within: Double)

  /// What is looked at.
  public enum Figure: String, Sendable, Hashable, CaseIterable {
    /// Mean response time, in seconds, of a journey or of all.
    case mean
    /// Median response time.
    case p50
    /// 95th percentile of the response time.
    case p95
    /// 99th percentile of the response time.
    case p99
    /// 99.9th percentile of the response time.
    case p999 = "p99.9"
    /// Share of the requests that failed, of a journey or of all.
    case errors
    /// Requests answered well per second, of a journey or of all.
    case goodput
    /// Replicas of a component in service, at any time of the window.
    case replicas
    /// Busy share of a component's cores.
    case utilization

    /// True for what belongs to a component; the others belong to journeys.
    public var isOfComponent: Bool { self == .replicas || self == .utilization }
  }

  /// The side of the limit.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    /// At the limit or below.
    case atMost = "<="
    /// Below the limit.
    case below = "<"
    /// At the limit or above.
    case atLeast = ">="
    /// Above the limit.
    case above = ">"

    /// True when `value` stands to `limit` as wanted.
    public func holds(_ value: Double, _ limit: Double) -> Bool {
      switch self {
      case .atMost: value <= limit
      case .below: value < limit
      case .atLeast: value >= limit
      case .above: value > limit
      }
    }
  }

  /// A part of the simulated time, in seconds.
  public struct Window: Sendable, Hashable {
    /// When it begins.
    public var from: Double
    /// When it ends; infinite for the end of the run.
    public var until: Double

    /// Joins both; the whole run unless told otherwise.
    public init(from: Double = 0, until: Double = .infinity) {
      self.from = from
      self.until = until
    }
  }
}

extension Expectation: CustomStringConvertible {
  /// The sentence that says it: `p99 of checkout < 300 ms from 2 min on`.
  public var description: String {
    switch self {
    case .recovery(let time): return "recovered within \(QuantityText.duration(time))"
    case .figure(let figure, let subject, let comparison, let limit, let window):
      let of = subject.map { " of \($0)" } ?? ""
      return "\(figure.rawValue)\(of) \(comparison.rawValue) \(figure.spelled(limit))\(window.words)"
    }
  }
}

extension Expectation.Figure {
  /// A value of it as people write it: `300 ms`, `1 %`.
  public func spelled(_ value: Double) -> String {
    switch self {
    case .mean, .p50, .p95, .p99, .p999: QuantityText.duration(value)
    case .errors, .utilization: QuantityText.share(value)
    case .goodput: QuantityText.count(value) + "/s"
    case .replicas: QuantityText.count(value)
    }
  }

  /// The share of response times that it bounds; nil for what is no percentile.
  package var percentile: Double? {
    switch self {
    case .p50: 0.5
    case .p95: 0.95
    case .p99: 0.99
    case .p999: 0.999
    case .mean, .errors, .goodput, .replicas, .utilization: nil
    }
  }
}

extension Expectation.Window {
  fileprivate var words: String {
    switch (from, until) {
    case (0, .infinity): ""
    case (_, .infinity): " from \(QuantityText.duration(from)) on"
    case (0, _): " until \(QuantityText.duration(until))"
    default: " from \(QuantityText.duration(from)) to \(QuantityText.duration(until))"
    }
  }
}
