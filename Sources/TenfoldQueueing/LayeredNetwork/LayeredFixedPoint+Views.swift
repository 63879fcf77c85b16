extension LayeredFixedPoint {
  /// How one stream sees a station.
  func view(
    of visits: LayeredScope.Visits, from scope: borrowing LayeredScope, most: Int
  ) -> StationView {
    let station = visits.station
    let total = totals[station]
    let service = max(visits.meanService, 1e-300)
    let copies = spread(of: station, from: scope)
    let isOpen = scope.kind == .open
    let share = isOpen ? 1 : scope.flow / Double(scope.copies)
    var background = StationView.Background()
    let tiny = 1e-9 * total.work
    let othersWork = total.work - share * visits.service / copies
    if !isOpen, total.openWork > tiny { background.rate = total.openWork / service }
    let closedWork = othersWork - (isOpen ? 0 : total.openWork)
    if closedWork > tiny {
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
    }
    let meanService = total.flow > 0 ? total.work / total.flow : service
    let variability =
      total.work > 0 ? max(0, total.second / total.flow / (meanService * meanService) - 1) : 1
    if station < processorCount {
      let processor = network.processors[station]
      let servers = min(processor.serverCount, background.isEmpty ? most : 100_000)
      let busy = min(0.999, total.work / Double(processor.serverCount))
      var extra = 0.0
      if processor.discipline == .firstComeFirstServed {
        let factor =
          1 + (Self.waitFactor(variability, servers: processor.serverCount, utilization: busy) - 1)
          * echoes.freshShare(at: station)
        let feedback = isOpen ? busy : min(0.95, max(0, othersWork) / Double(processor.serverCount))
        extra = (factor * meanService - service) / Double(processor.serverCount) / (1 - feedback)
      }
      return StationView(
        ServiceStation(rates: (1...servers).map { Double($0) / service }), background: background,
        extraWait: extra, most: most)
    }
    let task = station - processorCount
    let scale = meanService / service
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
      1 + (poolWaitFactor(task, variability, utilization: busy) - 1) * echoes.freshShare(at: station)
    let feedback = isOpen ? busy : min(0.95, max(0, othersWork / service) / capacity)
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
