/// An open network whose requests go from station to station by chance.
///
/// ``solve()`` is exact for Poisson arrivals from outside and exponential service (Jackson). For other arrivals and
/// services ``TwoMomentNetwork`` approximates.
///
/// **Source.** Jackson, Operations Research 5(4), 1957.
public struct JacksonNetwork: Sendable, Hashable {
  /// One station.
  public struct Station: Sendable, Hashable {
    /// How the user calls it.
    public let name: String
    /// Mean service time of a visit, in seconds; finite, ≥ 0.
    public let serviceTime: Double
    /// Servers; nil for a delay, at which nobody waits.
    public let serverCount: Int?

    /// Makes a station.
    public init(name: String, serviceTime: Double, serverCount: Int? = 1) {
      self.name = name
      self.serviceTime = serviceTime
      self.serverCount = serverCount
    }
  }

  /// The stations.
  public let stations: [Station]
  /// Arrivals from outside at each station, per second.
  public let externalArrivals: [Double]
  /// Probability of going from the first index to the second.
  public let routing: [[Double]]
  /// Arrivals at each station from everywhere, per second.
  public let arrivalRates: [Double]

  /// Makes a network and solves its traffic equations.
  ///
  /// - Parameters:
  ///   - stations: At least one.
  ///   - externalArrivals: Arrivals from outside at each station, per second; finite, ≥ 0.
  ///   - routing: Probability of going from the first index to the second; what is missing to 1 leaves.
  /// - Throws: ``QueueingError`` for a value out of range, counts that differ, rows that add up to more than 1, or requests
  ///   that never leave.
  /// - Complexity: O(K³) for K stations.
  public init(
    stations: [Station], externalArrivals: [Double], routing: [[Double]]
  ) throws(QueueingError) {
    try Check.count(stations.count, atLeast: 1, "number of stations", at: "open network")
    for station in stations {
      let place = "station \"\(station.name)\""
      try Check.atLeast(0, station.serviceTime, "service time in seconds", at: place)
      if let servers = station.serverCount { try Check.count(servers, atLeast: 1, "server count", at: place) }
    }
    guard externalArrivals.count == stations.count else {
      throw .wrongCount(
        place: "open network", quantity: "arrival rate from outside", count: externalArrivals.count,
        expected: stations.count)
    }
    arrivalRates = try TrafficEquations.rates(
      external: externalArrivals, routing: routing, names: stations.map(\.name))
    self.stations = stations
    self.externalArrivals = externalArrivals
    self.routing = routing
  }

  /// Solves every station by itself: in a Jackson network each is M/M/c at its rate.
  ///
  /// - Throws: Nothing that the initializer did not check.
  /// - Complexity: O(K √c).
  public func solve() throws(QueueingError) -> OpenNetworkSolution {
    var waits: [Double] = []
    for (station, rate) in zip(stations, arrivalRates) {
      guard let servers = station.serverCount else {
        waits.append(0)
        continue
      }
      waits.append(
        try MarkovianQueue(arrivalRate: rate, serviceTime: station.serviceTime, serverCount: servers)
          .waitingTime)
    }
    return OpenNetworkSolution(self, waitingTimes: waits)
  }
}
