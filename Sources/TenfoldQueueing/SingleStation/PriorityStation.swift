import TenfoldModel

/// One server or several that serve more important classes first; within a class in order of arrival. Exact.
///
/// **Source.** Cobham, Operations Research 2(1), 1954 (not preemptive, one and several servers); Kleinrock,
/// Queueing Systems II, 1976, chapter 3 (preemptive with resumption).
public struct PriorityStation: Sendable, Hashable {
  /// Whether service under way gives way to a more important arrival.
  public enum Discipline: Sendable, Hashable, CaseIterable {
    /// Service under way is finished first.
    case nonPreemptive
    /// Service under way stops, and goes on later where it stopped; one server only.
    case preemptiveResume
  }

  /// Requests of one importance.
  public struct ServiceClass: Sendable, Hashable {
    /// λ, in requests per second; finite, ≥ 0.
    public let arrivalRate: Double
    /// How long service takes.
    public let service: ServiceDistribution

    /// Makes a class.
    public init(arrivalRate: Double, service: ServiceDistribution) {
      self.arrivalRate = arrivalRate
      self.service = service
    }
  }

  /// The classes, the most important first.
  public let classes: [ServiceClass]
  /// Servers c.
  public let serverCount: Int
  /// Whether service is interrupted.
  public let discipline: Discipline
  /// Mean wait of each class before and between services, in seconds; infinite for a class, and all less important ones,
  /// whose load with those before it is more than the servers carry.
  public let waitingTimes: [Double]

  /// Solves a station.
  ///
  /// - Parameters:
  ///   - classes: The classes, the most important first; at least one.
  ///   - serverCount: c; 1 unless every class has the same exponential service.
  ///   - discipline: Whether service is interrupted.
  /// - Throws: ``QueueingError`` for an argument out of range, or several servers where no exact solution is known.
  /// - Complexity: O(classes).
  public init(
    classes: [ServiceClass], serverCount: Int = 1, discipline: Discipline = .nonPreemptive
  ) throws(QueueingError) {
    try Check.count(classes.count, atLeast: 1, "number of classes", at: "priority station")
    try Check.count(serverCount, atLeast: 1, "server count", at: "priority station")
    for (index, each) in classes.enumerated() {
      try Check.atLeast(0, each.arrivalRate, "arrival rate", at: "priority class \(index)")
      try each.service.validate(at: "priority class \(index)")
      try Check.atLeast(
        0, each.service.moment(2), "second moment of the service time", at: "priority class \(index)")
    }
    if serverCount > 1 {
      let isCommon = classes.allSatisfy { $0.service == classes[0].service }
      guard discipline == .nonPreemptive, isCommon, case .exponential = classes[0].service else {
        throw .invalidValue(
          place: "priority station", quantity: "server count", value: "\(serverCount)",
          expected: "1, unless all classes have the same exponential service and none is interrupted")
      }
    }
    self.classes = classes
    self.serverCount = serverCount
    self.discipline = discipline
    waitingTimes = Self.solve(classes, serverCount, discipline)
  }

  /// Mean time at the station of each class, in seconds.
  public var responseTimes: [Double] { zip(waitingTimes, classes).map { $0 + $1.service.mean } }

  /// Busy share of a server that each class asks for.
  public var utilizations: [Double] {
    classes.map { $0.arrivalRate * $0.service.mean / Double(serverCount) }
  }

  private static func solve(
    _ classes: [ServiceClass], _ serverCount: Int, _ discipline: Discipline
  ) -> [Double] {
    let servers = Double(serverCount)
    let offered = classes.reduce(0) { $0 + $1.arrivalRate * $1.service.mean }
    /// Mean rest of the services under way that an arrival waits for.
    let restOfAll: Double
    if serverCount == 1 {
      restOfAll = classes.reduce(0) { $0 + $1.arrivalRate * $1.service.moment(2) / 2 }
    } else {
      restOfAll =
        Erlang.waiting(serverCount: serverCount, offeredLoad: offered) * classes[0].service.mean / servers
    }
    var result: [Double] = []
    var (before, restUpTo) = (0.0, 0.0)
    for each in classes {
      let upTo = before + each.arrivalRate * each.service.mean / servers
      restUpTo += each.arrivalRate * each.service.moment(2) / 2
      switch discipline {
      case _ where upTo >= 1: result.append(.infinity)
      case .nonPreemptive: result.append(restOfAll / ((1 - before) * (1 - upTo)))
      case .preemptiveResume:
        let mean = each.service.mean
        result.append(mean / (1 - before) - mean + restUpTo / ((1 - before) * (1 - upTo)))
      }
      before = upTo
    }
    return result
  }
}
