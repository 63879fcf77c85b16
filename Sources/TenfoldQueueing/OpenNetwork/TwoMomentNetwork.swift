import TenfoldModel

/// An open network whose arrivals and services are known by mean and squared variation. Approximate.
///
/// Streams between stations are taken as renewal processes: variations follow linear equations of superposition,
/// queueing and splitting, and each station is GI/G/c (``TwoMomentQueue``). Exact where everything is Poisson and
/// exponential; typical errors of the mean wait of a station are some percent to twenty percent, more where streams are
/// strongly correlated.
///
/// **Source.** Whitt, The Queueing Network Analyzer, Bell System Technical Journal 62(9), 1983, sections 4 and 5.
public struct TwoMomentNetwork: Sendable, Hashable {
  /// Stations and routing.
  public let network: JacksonNetwork
  /// Squared variation of the times between arrivals from outside, at each station.
  public let externalVariations: [Double]
  /// Squared variation of the service time of each station.
  public let serviceVariations: [Double]

  /// Makes a network.
  ///
  /// - Parameters:
  ///   - network: Stations and routing.
  ///   - externalVariations: Squared variation of the times between arrivals from outside at each station; finite, ≥ 0.
  ///   - serviceVariations: Squared variation of the service time of each station; finite, ≥ 0.
  /// - Throws: ``QueueingError`` for counts that differ or a value out of range.
  public init(
    _ network: JacksonNetwork, externalVariations: [Double], serviceVariations: [Double]
  ) throws(QueueingError) {
    for (values, quantity) in [
      (externalVariations, "squared variation of times between arrivals"),
      (serviceVariations, "squared variation of the service time"),
    ] {
      guard values.count == network.stations.count else {
        throw .wrongCount(
          place: "open network", quantity: quantity, count: values.count, expected: network.stations.count)
      }
      for (k, value) in values.enumerated() {
        try Check.atLeast(0, value, quantity, at: "station \"\(network.stations[k].name)\"")
      }
    }
    self.network = network
    self.externalVariations = externalVariations
    self.serviceVariations = serviceVariations
  }

  /// Squared variation of the times between arrivals at each station; 1 where nothing arrives.
  ///
  /// - Complexity: O(K³) for K stations.
  public var arrivalVariations: [Double] {
    let count = network.stations.count
    let rates = network.arrivalRates
    var matrix = DenseMatrix.identity(count)
    var right = DenseMatrix(rows: count, columns: 1)
    for j in 0..<count {
      guard rates[j] > 0 else {
        right[j, 0] = 1
        continue
      }
      let shares = (0..<count).map { rates[$0] * network.routing[$0][j] / rates[j] }
      let outside = network.externalArrivals[j] / rates[j]
      let load = min(1, utilization(j))
      let streams = 1 / (outside * outside + shares.reduce(0) { $0 + $1 * $1 })
      let weight = 1 / (1 + 4 * (1 - load) * (1 - load) * (streams - 1))
      var constant = outside * externalVariations[j] - 1
      for i in 0..<count where shares[i] > 0 {
        let routed = network.routing[i][j]
        let busy = min(1, utilization(i))
        // What leaves a delay is as what arrives there; what leaves servers mixes arrivals and service.
        let (own, passed) = departure(of: i, busy: busy)
        constant += shares[i] * (1 - routed + routed * own)
        matrix[j, i] -= weight * shares[i] * routed * passed
      }
      right[j, 0] = 1 + weight * constant
    }
    let solved = matrix.solving(right)
    return (0..<count).map { max(0, solved[$0, 0]) }
  }

  /// Solves every station as GI/G/c.
  ///
  /// - Throws: Nothing that the initializer did not check.
  public func solve() throws(QueueingError) -> OpenNetworkSolution {
    let variations = arrivalVariations
    var waits: [Double] = []
    for (k, station) in network.stations.enumerated() {
      guard let servers = station.serverCount else {
        waits.append(0)
        continue
      }
      waits.append(
        try TwoMomentQueue(
          arrivalRate: network.arrivalRates[k], arrivalVariation: variations[k],
          serviceTime: station.serviceTime,
          serviceVariation: serviceVariations[k], serverCount: servers
        ).waitingTime)
    }
    return OpenNetworkSolution(network, waitingTimes: waits)
  }

  private func utilization(_ k: Int) -> Double {
    let station = network.stations[k]
    guard let servers = station.serverCount else { return 0 }
    return network.arrivalRates[k] * station.serviceTime / Double(servers)
  }

  /// Variation that station i adds to what leaves it, and the share of that of its arrivals which it passes on.
  private func departure(of i: Int, busy: Double) -> (own: Double, passed: Double) {
    // At a delay of exponential or other random length departures become Poisson.
    guard let servers = network.stations[i].serverCount else {
      return serviceVariations[i] > 0 ? (1, 0) : (0, 1)
    }
    let service = 1 + (max(serviceVariations[i], 0.2) - 1) / Double(servers).squareRoot()
    return (busy * busy * service, 1 - busy * busy)
  }
}
