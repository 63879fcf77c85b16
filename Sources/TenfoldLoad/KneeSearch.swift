internal import TenfoldModel

/// Finds the load up to which a server keeps up, by asking it at one rate after the other.
///
/// The rate is doubled until a step is not borne (or halved until one is), then the distance between the two is halved in
/// equal ratios until they are within a thirtieth of each other. Every step begins with an empty server: the one before it
/// is answered or given up first.
public struct KneeSearch: Sendable {
  /// One load of the search.
  public struct Step: Sendable {
    /// Requests per second that were offered.
    public let rate: Double
    /// What came of them.
    public let report: LoadReport
    /// True when the server kept up.
    public let isBorne: Bool
  }

  /// Why a search ended before two rates enclosed the knee.
  public enum Outcome: Sendable, Hashable {
    /// The two rates are as near to each other as they get.
    case found
    /// Even the lowest rate was not borne.
    case neverBorne
    /// The generator itself was late before the server was, or everything was borne: the knee lies beyond.
    case beyondGenerator
    /// Somebody stopped it.
    case stopped
  }

  /// Every load, in the order in which they were sent.
  public private(set) var steps: [Step] = []
  /// How the search ended.
  public private(set) var outcome = Outcome.found
  /// Seconds that the 99th percentile may take for a step to be borne.
  public private(set) var latencyLimit: Double

  /// The highest rate that was borne below every rate that was not; nil when there is none.
  public var knee: Double? {
    let least = broken ?? .infinity
    return steps.lazy.filter { $0.isBorne && $0.rate < least }.map(\.rate).max()
  }
  /// The lowest rate that was not borne; nil when all were.
  public var broken: Double? { steps.lazy.filter { !$0.isBorne }.map(\.rate).min() }

  /// Share of the due requests that must be answered, and while requests are sent: what is worked off afterwards was not
  /// kept up with.
  private static let leastAnswered = 0.99
  private static let leastInTime = 0.97
  /// Times the 99th percentile of the first load that later ones may take, where no limit is given.
  private static let mostStretch = 10.0
  /// Seconds that the generator may be late at its median before its own figures are no longer the server's.
  private static let mostDelay = 0.005
  private static let mostDoublings = 16
  /// Requests of a load below which a lower rate would show nothing.
  private static let leastDue = 20
  private static let leastRatio = 1.033

  /// Searches with a function that asks at a rate.
  ///
  /// - Parameters:
  ///   - rate: Requests per second of the first load; > 0.
  ///   - latencyLimit: Seconds that the 99th percentile may take; ten times that of the first load where nil.
  ///   - isStopped: True ends the search after the load at hand.
  ///   - measure: Asks at a rate and says what came of it.
  /// - Throws: What `measure` throws.
  /// - Complexity: At most 16 loads up or down and 5 between.
  public init<Failure: Error>(
    from rate: Double, latencyLimit: Double? = nil, isStopped: () -> Bool = { false },
    measure: (Double) throws(Failure) -> LoadReport
  ) throws(Failure) {
    self.latencyLimit = latencyLimit ?? .infinity
    try step(rate, measure)
    if latencyLimit == nil, let first = steps.first?.report.latency(0.99) {
      self.latencyLimit = Self.mostStretch * first
    }
    let goesUp = steps[0].isBorne
    var doublings = 0
    while steps[steps.count - 1].isBorne == goesUp {
      guard !isStopped() else {
        outcome = .stopped
        return
      }
      if goesUp, isGeneratorLate {
        outcome = .beyondGenerator
        return
      }
      if !goesUp, steps[steps.count - 1].report.due < Self.leastDue {
        outcome = .neverBorne
        return
      }
      guard doublings < Self.mostDoublings else {
        outcome = goesUp ? .beyondGenerator : .neverBorne
        return
      }
      doublings += 1
      try step(steps[steps.count - 1].rate * (goesUp ? 2 : 0.5), measure)
    }
    while let knee, let broken, broken / knee > Self.leastRatio {
      guard !isStopped() else {
        outcome = .stopped
        return
      }
      try step((knee * broken).squareRoot(), measure)
    }
  }

  private mutating func step<Failure: Error>(
    _ rate: Double, _ measure: (Double) throws(Failure) -> LoadReport
  ) throws(Failure) {
    let report = try measure(rate)
    steps.append(Step(rate: rate, report: report, isBorne: isBorne(report)))
  }

  private func isBorne(_ report: LoadReport) -> Bool {
    let due = Double(report.due)
    return report.due > 0 && Double(report.answered) >= Self.leastAnswered * due
      && Double(report.answeredInTime) >= Self.leastInTime * due
      && (report.latency(0.99).map { $0 <= latencyLimit } ?? false)
  }

  private var isGeneratorLate: Bool {
    (steps.last?.report.delays.quantile(0.5) ?? 0) > Self.mostDelay
  }
}

extension LoadGenerator {
  /// Finds the load up to which a server keeps up, with the requests of a plan at other rates.
  ///
  /// - Throws: ``LoadError`` when nothing listens at the port.
  public static func knee(
    of plan: LoadPlan, from rate: Double, latencyLimit: Double? = nil,
    progress: (Double) -> Void = { _ in }, isStopped: () -> Bool = { false }
  ) throws(LoadError) -> KneeSearch {
    try KneeSearch(from: rate, latencyLimit: latencyLimit, isStopped: isStopped) {
      (rate: Double) throws(LoadError) -> LoadReport in
      progress(rate)
      var step = plan
      step.rate = .constant(rate)
      return try run(step, isStopped: isStopped)
    }
  }
}
