/// An open network whose stations serve more important classes first.
///
/// Every station is a ``PriorityStation`` of its own, fed by Poisson streams: exact for one station, an approximation beyond,
/// since what leaves a station with priorities is no Poisson stream.
///
/// **Source.** The stations' of ``PriorityStation``; independence as in Jackson, Operations Research 5(4), 1957.
public struct PriorityNetwork: Sendable, Hashable {
  /// One station.
  public struct Station: Sendable, Hashable {
    /// How the user calls it.
    public let name: String
    /// Visits of each class per request, in order of the classes; finite, ≥ 0.
    public let visits: [Double]
    /// How long a visit of each class takes.
    public let services: [ServiceDistribution]
    /// Servers; 1 unless every class has the same exponential service.
    public let serverCount: Int
    /// Whether service is interrupted.
    public let discipline: PriorityStation.Discipline

    /// Makes a station.
    public init(
      name: String, visits: [Double], services: [ServiceDistribution], serverCount: Int = 1,
      discipline: PriorityStation.Discipline = .nonPreemptive
    ) {
      self.name = name
      self.visits = visits
      self.services = services
      self.serverCount = serverCount
      self.discipline = discipline
    }
  }

  /// The stations as they were solved, each with the classes in order of importance.
  public let stations: [PriorityStation]
  /// Mean response time of each class over all its visits, in seconds; infinite for a class whose queue grows somewhere.
  public let responseTimes: [Double]
  /// Requests per second of each class that leave: its arrivals, or what is left of the servers for it.
  public let throughputs: [Double]

  /// Solves a network.
  ///
  /// - Parameters:
  ///   - stations: At least one.
  ///   - arrivalRates: Requests per second of each class, the most important first; finite, ≥ 0.
  /// - Throws: ``QueueingError`` for the first value out of range, with the station.
  /// - Complexity: O(stations · classes).
  public init(stations: [Station], arrivalRates: [Double]) throws(QueueingError) {
    try Check.count(stations.count, atLeast: 1, "number of stations", at: "priority network")
    var solved: [PriorityStation] = []
    var times = [Double](repeating: 0, count: arrivalRates.count)
    var throughputs = arrivalRates
    for station in stations {
      let place = "station \"\(station.name)\""
      for (count, quantity) in [(station.visits.count, "visits"), (station.services.count, "services")] {
        guard count == arrivalRates.count else {
          throw .wrongCount(place: place, quantity: quantity, count: count, expected: arrivalRates.count)
        }
      }
      for visits in station.visits { try Check.atLeast(0, visits, "visits per request", at: place) }
      let found = try PriorityStation(
        classes: zip(arrivalRates, zip(station.visits, station.services)).map {
          .init(arrivalRate: $0 * $1.0, service: $1.1)
        }, serverCount: station.serverCount, discipline: station.discipline)
      var free = 1.0
      for index in arrivalRates.indices where station.visits[index] > 0 {
        times[index] += station.visits[index] * found.responseTimes[index]
        let share = found.utilizations[index]
        if share > free, share > 0 {
          throughputs[index] = min(throughputs[index], arrivalRates[index] * max(0, free) / share)
        }
        free -= share
      }
      solved.append(found)
    }
    self.stations = solved
    responseTimes = times
    self.throughputs = throughputs
  }
}
