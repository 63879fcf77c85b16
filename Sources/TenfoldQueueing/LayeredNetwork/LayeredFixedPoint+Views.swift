extension LayeredFixedPoint {
  /// The others at a station, as one stream sees them.
  func background(
    of visits: LayeredScope.Visits, from scope: borrowing LayeredScope
  ) -> StationView.Background {
    let station = visits.station
    let total = totals[station]
    let service = max(visits.meanService, 1e-300)
    let copies = spread(of: station, from: scope)
    let isOpen = scope.kind == .open
    let share = isOpen ? 1 : scope.flow / Double(scope.copies)
    var background = StationView.Background()
    let tiny = 1e-9 * total.work
    if !isOpen, total.openWork > tiny { background.rate = total.openWork / service }
    let closedWork = total.work - share * visits.service / copies - (isOpen ? 0 : total.openWork)
    guard closedWork > tiny else { return background }
    let time = scope.resultTime(at: station) ?? service
    let own = isOpen ? 0 : share * visits.count / copies * time
    var present = max(0, total.present - own)
    var sources = max(1, total.sources - (isOpen ? 0 : Double(scope.population)))
    if closedPopulation < total.sources, scope.kind == .users, usersCount == 1 {
      // The others are the same customers: together no more than there are.
      background.includesStream = true
      sources = closedPopulation
      background.freeShare = max(0.05, (sources - total.present) / max(sources - own, 1e-9))
      present = total.present
    } else if closedPopulation < total.sources {
      let busy = scope.kind == .pool ? scope.meanBusyThreads : 0
      sources = min(sources, max(1, closedPopulation - busy))
    }
    background.sources = sources
    background.sourceRate = closedWork / service / max(sources - present, 0.02 * sources)
    return background
  }

  /// What those who wait at a processor wait longer than with exponential service, in seconds.
  func extraWait(of visits: LayeredScope.Visits, from scope: borrowing LayeredScope) -> Double {
    let (station, total) = (visits.station, totals[visits.station])
    let processor = network.processors[station]
    guard processor.discipline == .firstComeFirstServed else { return 0 }
    let servers = Double(processor.serverCount)
    let service = max(visits.meanService, 1e-300)
    let meanService = total.flow > 0 ? total.work / total.flow : service
    let busy = min(0.999, total.work / servers)
    let factor =
      1 + (Self.waitFactor(variability(at: station), servers: processor.serverCount, utilization: busy) - 1)
      * echoes.freshShare(at: station)
    let share = scope.kind == .open ? 1 : scope.flow / Double(scope.copies)
    let othersWork = total.work - share * visits.service / spread(of: station, from: scope)
    let feedback = scope.kind == .open ? busy : min(0.95, max(0, othersWork) / servers)
    return (factor * meanService - service) / servers / (1 - feedback)
  }

  /// Squared coefficient of variation of the service at a station, over all streams.
  private func variability(at station: Int) -> Double {
    let total = totals[station]
    guard total.work > 0 else { return 1 }
    let mean = total.work / total.flow
    return max(0, total.second / total.flow / (mean * mean) - 1)
  }

  /// How one stream sees a station.
  func view(
    of visits: LayeredScope.Visits, from scope: borrowing LayeredScope, most: Int
  ) -> StationView {
    let station = visits.station
    let total = totals[station]
    let service = max(visits.meanService, 1e-300)
    let background = background(of: visits, from: scope)
    if station < processorCount {
      let servers = min(network.processors[station].serverCount, background.isEmpty ? most : 100_000)
      return StationView(
        ServiceStation(rates: (1...servers).map { Double($0) / service }), background: background,
        extraWait: extraWait(of: visits, from: scope), most: most)
    }
    let task = station - processorCount
    let scale = (total.flow > 0 ? total.work / total.flow : service) / service
    let rates = poolRates[task].map { $0 * scale }
    let capacity = rates[rates.count - 1]
    let overlap = visits.count > 0 ? visits.overlap / visits.count : 0
    if overlap > 1e-9 * service, rates.count <= 12 {
      let pool = ServiceStation(
        rates: rates, firstShare: max(1e-6, 1 - overlap / service), arrivalRate: total.work / service)
      return StationView(pool, background: background, extraWait: 0, most: most, wantsBusyServers: true)
    }
    let busy = min(0.999, total.work / service / capacity)
    let factor =
      1 + (poolWaitFactor(task, variability(at: station), utilization: busy) - 1)
      * echoes.freshShare(at: station)
    let share = scope.kind == .open ? 1 : scope.flow / Double(scope.copies)
    let othersWork = total.work - share * visits.service / spread(of: station, from: scope)
    let feedback = scope.kind == .open ? busy : min(0.95, max(0, othersWork / service) / capacity)
    let extra = (factor * scale - 1) / capacity / (1 - feedback)
    return StationView(
      ServiceStation(rates: rates), background: background, extraWait: extra, most: most,
      wantsBusyServers: true)
  }

  /// ``waitFactor(_:servers:utilization:)`` of a pool.
  ///
  /// Where threads contend below, their completions follow those of what they contend for; where they do not, the
  /// variability of their own time counts.
  func poolWaitFactor(_ task: Int, _ variability: Double, utilization: Double) -> Double {
    let rates = poolRates[task]
    let threads = Double(scopes[scopeOfTask[task]].population)
    let parallel = min(threads, max(1, rates[rates.count - 1] / rates[0]))
    let freedom = threads > 1 ? ((parallel - 1) / (threads - 1)).squareRoot() : 1
    var contended = (share: 0.0, variability: 1.0)
    let scope = scopes[scopeOfTask[task]]
    for visits in scope.visits where visits.station < processorCount {
      let processor = network.processors[visits.station]
      let total = totals[visits.station]
      let share = total.work / Double(processor.serverCount)
      guard share > contended.share, total.flow > 0 else { continue }
      let mean = total.work / total.flow
      contended = (
        share,
        processor.discipline == .firstComeFirstServed ? total.second / total.flow / (mean * mean) - 1 : 1
      )
    }
    return Self.waitFactor(
      max(0, contended.variability + freedom * (variability - contended.variability)),
      servers: Int(parallel.rounded()), utilization: utilization)
  }

  /// Wait of those who wait over that with exponential service, for service of a squared variation.
  ///
  /// **Source.** Kimura, Management Science 32(6), 1986, with constant service by Cosmetatos, INFOR 13(3),
  /// 1975; (1 + c²) / 2 for one server.
  static func waitFactor(_ variability: Double, servers: Int, utilization: Double) -> Double {
    let count = Double(servers)
    guard utilization > 1e-9 else { return (1 + variability) / 2 }
    let correction =
      servers > 1
      ? min(
        1,
        (1 - utilization) * (count - 1) * ((4 + 5 * count).squareRoot() - 2) / (16 * count * utilization))
      : 0
    return (1 + variability) / (2 * variability + (1 - variability) * 2 / (1 + correction))
  }
}
