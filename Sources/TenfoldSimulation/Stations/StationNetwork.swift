/// A network of stations that customers visit: what closed forms are known for, and what they are checked with.
///
/// Customers of an open class arrive from outside and leave; those of a closed class think, enter, and think again
/// where an open customer would leave.
public struct StationNetwork: Sendable, Hashable {
  /// Who is served next, and how.
  public enum Discipline: Sendable, Hashable {
    /// First come, first served.
    case firstComeFirstServed
    /// Last come, first served, without interrupting a service under way.
    case lastComeFirstServed
    /// The lowest ``CustomerClass/priority`` first, without interrupting a service under way.
    case priority
    /// All at once, sharing the servers equally; no customer gets more than one server.
    case processorSharing
    /// All at once, each with a server of its own.
    case delay
  }

  /// A place where customers are served.
  public struct Station: Sendable, Hashable {
    /// Its name in messages.
    public var name: String
    /// Who is served next.
    public var discipline: Discipline
    /// Servers; 1...2^20, without meaning for a delay.
    public var serverCount: Int
    /// Most customers at once, those in service among them; more are refused and lost. Nil for no limit.
    public var capacity: Int?
    /// Service time by class.
    public var service: [Distribution]

    /// Makes a station.
    public init(
      _ name: String, _ discipline: Discipline = .firstComeFirstServed, serverCount: Int = 1,
      capacity: Int? = nil, service: [Distribution]
    ) {
      self.name = name
      self.discipline = discipline
      self.serverCount = serverCount
      self.capacity = capacity
      self.service = service
    }
  }

  /// Where customers come from.
  public enum Source: Sendable, Hashable {
    /// From outside, this far apart.
    case open(interarrival: Distribution)
    /// A fixed number of them, which think this long before they enter again.
    case closed(population: Int, thinkTime: Distribution)
  }

  /// Customers that behave alike.
  public struct CustomerClass: Sendable, Hashable {
    /// Its name in messages.
    public var name: String
    /// Where its customers come from.
    public var source: Source
    /// Probability of entering at each station; they add up to 1.
    public var entry: [Double]
    /// Probability of going from each station (row) to each other (column); what a row leaves is leaving.
    public var routing: [[Double]]
    /// Place in the order of a priority station; 0...7, the lowest first.
    public var priority: Int

    /// Makes a class.
    public init(
      _ name: String, _ source: Source, entry: [Double], routing: [[Double]], priority: Int = 0
    ) {
      self.name = name
      self.source = source
      self.entry = entry
      self.routing = routing
      self.priority = priority
    }
  }

  /// The stations.
  public var stations: [Station]
  /// The classes.
  public var classes: [CustomerClass]

  /// Joins stations and classes.
  public init(stations: [Station], classes: [CustomerClass]) {
    self.stations = stations
    self.classes = classes
  }

  /// Refuses numbers that mean nothing, with place and reason.
  public func validate() throws(SimulationError) {
    func require(_ holds: Bool, _ place: String, _ problem: @autoclosure () -> String) throws(SimulationError)
    {
      if !holds { throw .invalid(place: place, problem: problem()) }
    }
    try require(!stations.isEmpty && !classes.isEmpty, "network", "it needs a station and a class")
    for station in stations {
      let place = "station \"\(station.name)\""
      try require(
        (1...(1 << 20)).contains(station.serverCount), place,
        "\(station.serverCount) servers; 1 to 1048576 are possible")
      try require(
        station.service.count == classes.count, place,
        "\(station.service.count) service times for \(classes.count) classes")
      try require(
        (station.capacity ?? 1) >= 1, place,
        "room for \(station.capacity ?? 0) customers; 1 or more are needed")
      for service in station.service {
        if let fault = service.fault { throw .invalid(place: place, problem: "service time: \(fault)") }
      }
    }
    for one in classes {
      let place = "class \"\(one.name)\""
      switch one.source {
      case .open(let interarrival):
        if let fault = interarrival.fault {
          throw .invalid(place: place, problem: "interarrival time: \(fault)")
        }
        try require(
          interarrival.mean > 0, place, "its interarrival time has mean 0, which is infinitely many customers"
        )
      case .closed(let population, let thinkTime):
        if let fault = thinkTime.fault { throw .invalid(place: place, problem: "think time: \(fault)") }
        try require(
          (0...(1 << 26)).contains(population), place, "\(population) customers; 0 to 2^26 are possible")
      }
      try require((0...7).contains(one.priority), place, "priority \(one.priority); 0 to 7 are possible")
      try require(
        one.entry.count == stations.count && one.routing.count == stations.count, place,
        "entry and routing need one number for each of the \(stations.count) stations")
      try require(
        abs(one.entry.reduce(0, +) - 1) < 1e-6, place, "its entry probabilities do not add up to 1")
      for (row, station) in zip(one.routing, stations) {
        try require(
          row.count == stations.count && row.allSatisfy { $0 >= 0 } && row.reduce(0, +) <= 1 + 1e-9, place,
          "routing from \"\(station.name)\" is no row of \(stations.count) probabilities")
      }
    }
  }
}
