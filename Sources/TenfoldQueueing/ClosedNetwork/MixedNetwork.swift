/// A network with open classes, whose requests come from outside and leave, beside closed ones.
///
/// Exact under the assumptions of ``ClosedNetwork`` with Poisson arrivals of the open classes: open work takes its share
/// of each station, and closed customers meet stations that are so much slower.
///
/// **Source.** Lazowska, Zahorjan, Graham and Sevcik, Quantitative System Performance, 1984, section 7.4 (single servers);
/// Bruell, Balbo and Afshari, Performance Evaluation 4(4), 1984 (load-dependent stations).
public struct MixedNetwork: Sendable, Hashable {
  /// Requests from outside.
  public struct OpenClass: Sendable, Hashable {
    /// How the user calls it.
    public let name: String
    /// λ, in requests per second; finite, ≥ 0.
    public let arrivalRate: Double
    /// Service demand at each station, in seconds per request; finite, ≥ 0.
    public let demands: [Double]

    /// Makes a class.
    public init(name: String, arrivalRate: Double, demands: [Double]) {
      self.name = name
      self.arrivalRate = arrivalRate
      self.demands = demands
    }
  }

  /// How the closed part is solved.
  public enum Method: Sendable, Hashable, CaseIterable {
    /// By convolution.
    case exact
    /// By the Linearizer.
    case linearizer
  }

  /// Stations and closed classes. Stations are queues or delays.
  public let closed: ClosedNetwork
  /// Open classes.
  public let open: [OpenClass]

  /// Makes a network.
  ///
  /// - Throws: ``QueueingError`` for the first value out of range, or a station of load-dependent rates.
  public init(closed: ClosedNetwork, open: [OpenClass]) throws(QueueingError) {
    for station in closed.stations {
      if case .loadDependent = station.kind {
        throw .invalidValue(
          place: "station \"\(station.name)\"", quantity: "kind", value: "load-dependent",
          expected: "a queue of equal servers or a delay in a mixed network")
      }
    }
    for each in open {
      let place = "open class \"\(each.name)\""
      try Check.atLeast(0, each.arrivalRate, "arrival rate", at: place)
      guard each.demands.count == closed.stations.count else {
        throw .wrongCount(
          place: place, quantity: "service demand", count: each.demands.count, expected: closed.stations.count
        )
      }
      for demand in each.demands { try Check.atLeast(0, demand, "service demand in seconds", at: place) }
    }
    self.closed = closed
    self.open = open
  }

  /// Work of the open classes at each station, λ D summed, in servers' worth.
  public var openLoads: [Double] {
    closed.stations.indices.map { k in open.reduce(0) { $0 + $1.arrivalRate * $1.demands[k] } }
  }

  /// Stations that the open classes alone overload; a network with any has no steady state.
  public var saturations: [Saturation] {
    zip(closed.stations.indices, openLoads).compactMap { k, load in
      guard case .queue(let servers) = closed.stations[k].kind, load >= Double(servers) else { return nil }
      // In requests of the open classes that visit the station, at the mix given.
      let rate = open.reduce(0) { $1.demands[k] > 0 ? $0 + $1.arrivalRate : $0 }
      return Saturation(station: k, arrivalRate: rate, capacity: rate * Double(servers) / load)
    }
  }

  /// Solves the network.
  ///
  /// - Parameters:
  ///   - method: How the closed part is solved.
  ///   - stateLimit: As in ``ClosedNetwork/solveExactly(stateLimit:)``.
  /// - Returns: The steady state, or nil when the open classes alone overload a station: ``saturations`` says which.
  /// - Throws: ``QueueingError/tooManyStates(count:limit:)`` for the exact method.
  public func solve(
    _ method: Method = .exact, stateLimit: Int = 2_000_000
  ) throws(QueueingError) -> MixedNetworkSolution? {
    guard saturations.isEmpty else { return nil }
    let loads = openLoads
    let customers = closed.classes.reduce(0) { $0 + $1.population }
    var slowed: [ClosedNetwork.Station] = []
    for (station, load) in zip(closed.stations, loads) {
      switch station.kind {
      case .queue(1):
        slowed.append(
          ClosedNetwork.Station(name: station.name, demands: station.demands.map { $0 / (1 - load) }))
      case .queue(let servers) where load > 0:
        let rates = Self.effectiveRates(servers: servers, load: load, customers: customers)
        slowed.append(
          ClosedNetwork.Station(
            name: station.name, kind: .loadDependent(rates: rates), demands: station.demands))
      default: slowed.append(station)
      }
    }
    let network = try ClosedNetwork(stations: slowed, classes: closed.classes)
    let solution =
      method == .exact ? try network.solveExactly(stateLimit: stateLimit) : network.solveByLinearizer()
    let openResidence = closed.stations.indices.map { k in
      open.map { each -> Double in
        guard case .queue(let servers) = closed.stations[k].kind else { return each.demands[k] }
        let stretch = servers == 1 ? solution.stretches[k] / (1 - loads[k]) : solution.stretches[k]
        return each.demands[k] * stretch
      }
    }
    return MixedNetworkSolution(
      closed: ClosedNetworkSolution(
        closed, throughputs: solution.throughputs, residenceTimes: solution.residenceTimes,
        stretches: solution.stretches, iterations: solution.iterations, isConverged: solution.isConverged),
      openResidenceTimes: openResidence,
      openQueueLengths: openResidence.map { row in zip(row, open).map { $0 * $1.arrivalRate } },
      openResponseTimes: open.indices.map { o in openResidence.reduce(0) { $0 + $1[o] } })
  }

  /// Rates that n closed customers see at `servers` servers beside an open load: h(n − 1)/h(n) with
  /// h(n) = Σ_m C(n + m, m) load^m / Π rate(i). From n > c on it is c − load.
  private static func effectiveRates(servers: Int, load: Double, customers: Int) -> [Double] {
    let count = max(1, min(customers + 1, servers + 1))
    let (c, share) = (Double(servers), load / Double(servers))
    // h(n) n!, so that h(0) … do not vanish: terms grow by load (n + m)/(m rate(n + m)).
    let h = (0...count).map { n -> Double in
      var (term, sum) = (1.0, 1.0)
      var m = 1.0
      while m < 1e7 {
        let present = Double(n) + m
        let factor = load * present / (m * min(present, c))
        term *= factor
        sum += term
        if factor < 1, term < sum * 1e-17 * (1 - max(share, factor)) { break }
        m += 1
      }
      return sum
    }
    // h(n − 1)/h(n) with the products of rates up to n put back.
    return (1...count).map { n in
      n > servers ? c - load : h[n - 1] / h[n] * min(Double(n), c)
    }
  }
}

/// A mixed network in steady state. Arrays of arrays are `[station][class]`.
public struct MixedNetworkSolution: Sendable, Hashable {
  /// The closed classes; its utilizations are theirs alone.
  public let closed: ClosedNetworkSolution
  /// Wait and service of the open classes over all visits, in seconds.
  public let openResidenceTimes: [[Double]]
  /// Mean requests present of the open classes.
  public let openQueueLengths: [[Double]]
  /// End-to-end time of each open class, in seconds.
  public let openResponseTimes: [Double]
}
