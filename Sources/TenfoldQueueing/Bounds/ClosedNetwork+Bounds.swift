extension ClosedNetwork {
  /// Asymptotic bounds on each class's throughput and response time, whatever the other classes do.
  ///
  /// At best a class is alone; at worst all customers share every station with each of its own. Both hold for stations that
  /// share processors and for those in order of arrival with times that are the same for all classes.
  ///
  /// - Returns: Bounds of each class in the order of `classes`; a class of nobody has none.
  /// - Complexity: O(stations · classes).
  ///
  /// **Source.** Denning and Buzen, ACM Computing Surveys 10(3), 1978, for one class; with several, a customer among N has
  /// at least 1/N of a station.
  public func asymptoticBounds() -> [OperationalBounds?] {
    let everyone = classes.reduce(0) { $0 + $1.population }
    return classes.indices.map { index in
      let (customers, think) = (Double(classes[index].population), classes[index].thinkTime)
      guard customers > 0 else { return nil }
      var (total, worst, slowest) = (0.0, 0.0, 0.0)
      for station in stations {
        let demand = station.demands[index]
        let speed = station.speeds(upTo: everyone)
        total += demand / speed.best(upTo: 1)
        worst += demand * speed.crowding
        slowest = max(slowest, demand / speed.best(upTo: everyone))
      }
      let upper = min(slowest > 0 ? 1 / slowest : .infinity, customers / (total + think))
      let lower = min(upper, customers / (think + worst))
      return OperationalBounds(
        throughput: lower...upper, responseTime: max(total, customers * slowest - think)...max(total, worst),
        saturationPopulation: slowest > 0 ? (total + think) / slowest : .infinity)
    }
  }
}

extension ClosedNetwork.Station {
  /// How fast a station is with 1 to `most` customers present.
  fileprivate func speeds(upTo most: Int) -> Speeds {
    switch kind {
    case .queue(let serverCount):
      Speeds(rates: [], servers: Double(serverCount), crowding: max(1, Double(most) / Double(serverCount)))
    case .delay: Speeds(rates: [], servers: .infinity, crowding: 1)
    case .loadDependent(let rates):
      Speeds(
        rates: rates, servers: 0,
        crowding: (1...max(1, most)).reduce(0) { max($0, Double($1) / rates[min($1, rates.count) - 1]) })
    }
  }

  /// The rates of a station over that of one server, and the most that a customer's service can be drawn out.
  fileprivate struct Speeds {
    let rates: [Double]
    let servers: Double
    let crowding: Double

    /// The greatest rate with 1 to `present` customers.
    func best(upTo present: Int) -> Double {
      rates.isEmpty ? min(servers, Double(present)) : rates.prefix(max(1, present)).max() ?? 1
    }
  }
}
