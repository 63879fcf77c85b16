/// The steady state of a system at a load.
public struct Solution: Sendable, Hashable, Codable {
  /// A response time.
  public struct Response: Sendable, Hashable, Codable {
    /// Mean, in seconds; infinite without steady state.
    public var mean: Double
    /// The time half of the requests stay within, in seconds.
    public var p50: Double
    /// The time 95 % of the requests stay within, in seconds.
    public var p95: Double
    /// The time 99 % of the requests stay within, in seconds.
    public var p99: Double

    /// Makes a response time.
    public init(mean: Double, p50: Double, p95: Double, p99: Double) {
      self.mean = mean
      self.p50 = p50
      self.p95 = p95
      self.p99 = p99
    }
  }

  /// What users do.
  public struct Journey: Sendable, Hashable, Codable {
    /// Its name.
    public var name: String
    /// Requests per second, those that fail among them.
    public var throughput: Double
    /// Time until it is answered, of those that are answered well.
    public var response: Response
    /// Share of its requests that find enough working machines on their path, in 0...1.
    public var availability: Double
    /// Share of its requests that fail since a call was given up or its breaker was open, in 0...1.
    public var failedShare: Double
    /// Requests answered well per second.
    public var goodput: Double { throughput * (1 - failedShare) }

    /// Makes a journey's result.
    public init(
      name: String, throughput: Double, response: Response, availability: Double, failedShare: Double = 0
    ) {
      self.name = name
      self.throughput = throughput
      self.response = response
      self.availability = availability
      self.failedShare = failedShare
    }
  }

  /// What a component is asked to do.
  public struct Operation: Sendable, Hashable, Codable {
    /// The component.
    public var component: String
    /// The operation.
    public var name: String
    /// Executions per second.
    public var throughput: Double
    /// Mean wait for a worker, in seconds; 0 where workers do not run out.
    public var waitingTime: Double
    /// Time from call to answer, with everything it calls.
    public var response: Response

    /// Makes an operation's result.
    public init(component: String, name: String, throughput: Double, waitingTime: Double, response: Response)
    {
      self.component = component
      self.name = name
      self.throughput = throughput
      self.waitingTime = waitingTime
      self.response = response
    }
  }

  /// Where work waits: processors of a component, its workers, connections to it, or places of a topic's consumers.
  public struct Station: Sendable, Hashable, Codable {
    /// What is waited for.
    public enum Kind: String, Sendable, Hashable, Codable {
      case processor, workers, connections, consumers
    }

    /// Its name: the component, with `primary` or `replicas`, `workers`, or who holds connections to whom.
    public var name: String
    /// The component it belongs to.
    public var component: String
    /// What is waited for.
    public var kind: Kind
    /// Machines, each with a queue of its own; of a divided store, as many as are loaded like its hottest one.
    public var machines: Double
    /// Servers (cores, workers, connections) of one machine.
    public var servers: Double
    /// Visits per second over all machines.
    public var throughput: Double
    /// Busy share of a server; over 1 there is no steady state.
    public var utilization: Double
    /// Mean time a visit waits, in seconds; infinite without steady state.
    public var waitingTime: Double
    /// Mean time of a visit, waiting and served, in seconds.
    public var residenceTime: Double
    /// Requests per second to the system at which it is busy all the time; infinite when it does nothing.
    public var saturationRate: Double
    /// True when it has a steady state at this load.
    public var isStable: Bool { utilization < 1 }

    /// Makes a station's result.
    public init(
      name: String, component: String, kind: Kind, machines: Double, servers: Double, throughput: Double,
      utilization: Double, waitingTime: Double, residenceTime: Double, saturationRate: Double
    ) {
      self.name = name
      self.component = component
      self.kind = kind
      self.machines = machines
      self.servers = servers
      self.throughput = throughput
      self.utilization = utilization
      self.waitingTime = waitingTime
      self.residenceTime = residenceTime
      self.saturationRate = saturationRate
    }
  }

  /// How far copies of a store fall behind.
  public struct Staleness: Sendable, Hashable, Codable {
    /// The store.
    public var component: String
    /// Time within which copies have nearly every write, in seconds; infinite when they cannot keep up.
    public var age: Double

    /// Makes a staleness.
    public init(component: String, age: Double) {
      self.component = component
      self.age = age
    }
  }

  /// The system's name.
  public var system: String
  /// Requests per second to the system.
  public var rate: Double
  /// Users behind them.
  public var users: Double
  /// Mean time that each of exactly ``users`` users thinks between an answer and the next request, in seconds; nil
  /// when requests come at a rate.
  public var thinkTime: Double?
  /// Journeys, in the system's order.
  public var journeys: [Journey]
  /// Operations that are executed, in the system's order.
  public var operations: [Operation]
  /// Stations that do something; processors first, in the system's order.
  public var stations: [Station]
  /// Stores whose copies can be behind.
  public var staleness: [Staleness]
  /// Calls that are given up, repeated or sent twice, in the system's order; those to which none of it ever happens are
  /// left out.
  public var calls: [Call] = []
  /// Other states in which the system stays at this load, once it was pushed there.
  public var otherStates: [State] = []
  /// Loads at which a push leaves the system in a worse state for good, in requests per second; nil when there is none.
  public var vulnerableRates: ClosedRange<Double>?
  /// Mean time until chance alone pushes the system into another state, in seconds, as far as it is a queue on one machine
  /// that does; good to an order of magnitude. Nil when there is no other state or no such queue.
  public var chancePushInterval: Double?
  /// Components whose replicas a controller changes.
  public var autoscaled: [Autoscaled] = []
  /// Who handles the messages of topics.
  public var consumers: [Consumers] = []
  /// True when the iteration settled.
  public var isConverged: Bool
  /// Doubts that came up.
  public var diagnostics: [Diagnostic]

  /// Share of all requests that fail since a call was given up or its breaker was open, in 0...1.
  public var failedShare: Double {
    let all = journeys.reduce(0) { $0 + $1.throughput }
    return all > 0 ? journeys.reduce(0) { $0 + $1.throughput * $1.failedShare } / all : 0
  }

  /// The station that saturates at the least load; nil when nothing is done.
  public var limitingStation: Station? {
    stations.filter { $0.saturationRate.isFinite }.min { $0.saturationRate < $1.saturationRate }
  }

  /// True when every station has a steady state at this load.
  public var isStable: Bool { stations.allSatisfy(\.isStable) }

  /// Joins results.
  public init(
    system: String, rate: Double, users: Double, journeys: [Journey], operations: [Operation],
    stations: [Station], staleness: [Staleness], isConverged: Bool, diagnostics: [Diagnostic],
    thinkTime: Double? = nil
  ) {
    self.system = system
    self.rate = rate
    self.users = users
    self.thinkTime = thinkTime
    self.journeys = journeys
    self.operations = operations
    self.stations = stations
    self.staleness = staleness
    self.isConverged = isConverged
    self.diagnostics = diagnostics
  }
}
