/// A closed network: a fixed number of customers of each class goes round stations, with a think time in between.
///
/// Assumes a separable (BCMP) network: stations that share processors, or serve in order of arrival with exponential
/// times that are the same for all classes, or delay. ``solveExactly(stateLimit:)`` is exact under that assumption,
/// ``solveByLinearizer(options:)`` and ``solveByBardSchweitzer(options:)`` approximate it at any size.
///
/// **Source.** Baskett, Chandy, Muntz and Palacios, JACM 22(2), 1975.
public struct ClosedNetwork: Sendable, Hashable {
  /// How a station serves.
  public enum Kind: Sendable, Hashable {
    /// Equal servers with one queue.
    case queue(serverCount: Int)
    /// Nobody waits.
    case delay
    /// Serves at `rates[n − 1]` times the rate of one server with n present; beyond its end the last rate holds.
    case loadDependent(rates: [Double])
  }

  /// One station.
  public struct Station: Sendable, Hashable {
    /// How the user calls it.
    public let name: String
    /// How it serves.
    public let kind: Kind
    /// Service demand of each class, in seconds per request; finite, ≥ 0.
    public let demands: [Double]

    /// Makes a station.
    public init(name: String, kind: Kind = .queue(serverCount: 1), demands: [Double]) {
      self.name = name
      self.kind = kind
      self.demands = demands
    }
  }

  /// Customers that behave alike.
  public struct CustomerClass: Sendable, Hashable {
    /// How the user calls it.
    public let name: String
    /// Number of customers N; ≥ 0.
    public let population: Int
    /// Mean time Z outside all stations, in seconds; finite, ≥ 0.
    public let thinkTime: Double

    /// Makes a class.
    public init(name: String, population: Int, thinkTime: Double = 0) {
      self.name = name
      self.population = population
      self.thinkTime = thinkTime
    }
  }

  /// The stations.
  public let stations: [Station]
  /// The classes.
  public let classes: [CustomerClass]

  /// Makes a network.
  ///
  /// - Parameters:
  ///   - stations: At least one; each has as many demands as there are classes.
  ///   - classes: At least one.
  /// - Throws: ``QueueingError`` for the first value out of range, with the station or class and what is wrong.
  public init(stations: [Station], classes: [CustomerClass]) throws(QueueingError) {
    try Check.count(stations.count, atLeast: 1, "number of stations", at: "closed network")
    try Check.count(classes.count, atLeast: 1, "number of classes", at: "closed network")
    for each in classes {
      let place = "class \"\(each.name)\""
      try Check.count(each.population, atLeast: 0, "population", at: place)
      try Self.time(each.thinkTime, "think time in seconds", at: place)
    }
    for station in stations { try Self.validate(station, classCount: classes.count) }
    for (index, each) in classes.enumerated() where each.population > 0 {
      let total = stations.reduce(each.thinkTime) { $0 + $1.demands[index] }
      guard total > 1e-100 else { throw .noTimeAnywhere(place: "class \"\(each.name)\"") }
    }
    self.stations = stations
    self.classes = classes
  }

  /// Makes a network of single servers and one class.
  ///
  /// - Parameters:
  ///   - demands: Service demand D of each station, in seconds per request; finite, ≥ 0; at least one.
  ///   - population: Number of customers N; ≥ 0.
  ///   - thinkTime: Z, in seconds; finite, ≥ 0.
  /// - Throws: ``QueueingError`` for the first value out of range.
  public init(demands: [Double], population: Int, thinkTime: Double = 0) throws(QueueingError) {
    try self.init(
      stations: demands.enumerated().map { Station(name: "\($0.offset)", demands: [$0.element]) },
      classes: [CustomerClass(name: "customers", population: population, thinkTime: thinkTime)])
  }

  private static func validate(_ station: Station, classCount: Int) throws(QueueingError) {
    let place = "station \"\(station.name)\""
    guard station.demands.count == classCount else {
      throw .wrongCount(
        place: place, quantity: "service demand", count: station.demands.count, expected: classCount)
    }
    for demand in station.demands { try time(demand, "service demand in seconds", at: place) }
    switch station.kind {
    case .queue(let serverCount): try Check.count(serverCount, atLeast: 1, "server count", at: place)
    case .delay: break
    case .loadDependent(let rates):
      try Check.count(rates.count, atLeast: 1, "number of rates", at: place)
      for rate in rates { try Check.positive(rate, "relative service rate", at: place) }
    }
  }

  /// Throws unless a time is 0 or between what squares and sums neither lose nor overflow.
  private static func time(
    _ value: Double, _ quantity: String, at place: @autoclosure () -> String
  ) throws(QueueingError) {
    guard value.isFinite, value >= 0, value <= 1e100 else {
      throw .invalidValue(
        place: place(), quantity: quantity, value: "\(value)", expected: "a finite number, 0 or more")
    }
  }
}

/// A closed network in steady state.
///
/// Arrays of arrays are `[station][class]`, in the order of the network.
public struct ClosedNetworkSolution: Sendable, Hashable {
  /// Requests of each class completed per second, X.
  public let throughputs: [Double]
  /// End-to-end time of each class without think time, in seconds, R; 0 for a class without customers.
  public let responseTimes: [Double]
  /// Wait and service over all visits, in seconds.
  public let residenceTimes: [[Double]]
  /// Mean requests present.
  public let queueLengths: [[Double]]
  /// Busy share of a server; for a delay the mean number present; for a load-dependent station of its last rate.
  public let utilizations: [[Double]]
  /// Mean of (n + 1)/rate(n + 1) over what is present, n, at each station: what an open request's service is stretched by.
  let stretches: [Double]
  /// Iterations taken; 0 for an exact solution.
  public let iterations: Int
  /// True when an iteration settled within its tolerance; always for an exact solution.
  public let isConverged: Bool

  /// Busy share of each station over all classes.
  public var stationUtilizations: [Double] { utilizations.map { $0.reduce(0, +) } }

  /// The station with the greatest busy share among those where requests queue; nil when all are delays.
  public let bottleneck: Int?
}

extension ClosedNetwork.Kind {
  /// Rate of service with `present` ≥ 1 requests, relative to one server.
  func rate(_ present: Int) -> Double {
    switch self {
    case .queue(let serverCount): return Double(min(present, serverCount))
    case .delay: return Double(present)
    case .loadDependent(let rates): return rates[min(present, rates.count) - 1]
    }
  }

  /// Number present from which the rate no longer changes; 1 for a delay, whose rate always does.
  var settledCount: Int {
    switch self {
    case .queue(let serverCount): return serverCount
    case .delay: return 1
    case .loadDependent(let rates): return rates.count
    }
  }
}

extension ClosedNetworkSolution {
  /// Completes a solution from throughputs and residence times by the operational laws.
  init(
    _ network: ClosedNetwork, throughputs: [Double], residenceTimes: [[Double]], stretches: [Double],
    iterations: Int, isConverged: Bool
  ) {
    self.throughputs = throughputs
    self.residenceTimes = residenceTimes
    self.stretches = stretches
    self.iterations = iterations
    self.isConverged = isConverged
    responseTimes = throughputs.indices.map { r in residenceTimes.reduce(0) { $0 + $1[r] } }
    queueLengths = residenceTimes.map { row in row.indices.map { row[$0] * throughputs[$0] } }
    var bottleneck: (index: Int, utilization: Double)?
    utilizations = network.stations.enumerated().map { index, station in
      let servers: Double
      switch station.kind {
      case .queue(let count): servers = Double(count)
      case .delay: servers = 1
      case .loadDependent(let rates): servers = rates[rates.count - 1]
      }
      let row = station.demands.indices.map { station.demands[$0] * throughputs[$0] / servers }
      let sum = row.reduce(0, +)
      if station.kind != .delay, sum > bottleneck?.utilization ?? -1 { bottleneck = (index, sum) }
      return row
    }
    self.bottleneck = bottleneck?.index
  }
}
