import TenfoldModel

extension LayeredFixedPoint {
  /// Iterates until streams agree. Returns the passes taken and the last relative change.
  mutating func run(tolerance: Double, limit: Int) throws(LayeredNetworkError) -> (
    passes: Int, change: Double
  ) {
    start()
    var change = Double.infinity
    var passes = 0
    while passes < limit {
      passes += 1
      step = passes <= 6 ? 1 : passes <= 40 ? 0.5 : 0.2
      change = try pass(isFirst: passes == 1) / step
      if change < tolerance { break }
    }
    return (passes, change)
  }

  /// Times without any contention, and throughputs from them.
  private mutating func start() {
    let stations = processorCount + network.tasks.count
    let idle = Findings(
      stretch: [Double](repeating: 1, count: stations), wait: [Double](repeating: 0, count: stations),
      waitingShare: [Double](repeating: 0, count: stations))
    _ = idle
    var scope = LayeredScope(kind: .open, task: -1)
    scope.branchWeights = [Double](repeating: -1, count: program.children.count)
    scope.entries = program.order
    scope.executions = [Double](repeating: 1, count: program.order.count)
    let limited = isLimited
    isLimited = limited.map { _ in false }
    composeEntries(of: &scope)
    isLimited = limited
    if program.hasParallel {
      for index in scopes.indices { scopes[index].branchWeights = scope.branchWeights }
    }
    for scope in scopes {
      guard scope.kind == .users, case .users(let count, let thinkTime) = network.tasks[scope.task].workers
      else { continue }
      let entry = program.entriesOfTask[scope.task][0]
      let cycle = thinkTime + first[entry].mean + second[entry].mean
      userThroughputs[scope.task] = cycle > 0 ? Double(count) / cycle : 0
    }
    limitUsersByCapacity()
    for index in pools {
      let task = scopes[index].task
      let hold = program.entriesOfTask[task].map { first[$0].mean + second[$0].mean }.max() ?? 1
      let flow = program.entriesOfTask[task].reduce(0) { $0 + flows[$1] } / Double(scopes[index].copies)
      let busy = min(1e6, flow * hold)
      scopes[index].levels = min(scopes[index].population, Int(2 * busy + 6 * busy.squareRoot()) + 8)
      poolRates[task] = (1...scopes[index].levels).map { Double($0) / max(hold, 1e-12) }
    }
  }

  /// Scales the users' first throughputs down to what processors can do.
  private mutating func limitUsersByCapacity() {
    guard let found = try? program.flows(starting: startRates()) else { return }
    flows = found.total
    messages = found.messages
    var scale = 1.0
    var busy = [Double](repeating: 0, count: processorCount)
    for index in scopes.indices {
      guard scopes[index].kind == .users else { continue }
      let limited = isLimited
      isLimited = limited.map { _ in false }
      findVisits(of: &scopes[index])
      isLimited = limited
      for visits in scopes[index].visits where visits.station < processorCount {
        let processor = network.processors[visits.station]
        busy[visits.station] +=
          scopes[index].flow * visits.service / Double(processor.serverCount * processor.copies)
      }
    }
    for share in busy where share > 0.95 { scale = min(scale, 0.95 / share) }
    for task in userThroughputs.indices { userThroughputs[task] *= scale }
    if let scaled = try? program.flows(starting: startRates()) { (flows, messages) = scaled }
  }

  private func startRates() -> [Double] {
    var rates = network.entries.map(\.arrivalRate)
    for (task, throughput) in userThroughputs.enumerated() where throughput > 0 {
      rates[program.entriesOfTask[task][0]] += throughput
    }
    return rates
  }

  private mutating func pass(isFirst: Bool) throws(LayeredNetworkError) -> Double {
    (flows, messages) = try program.flows(starting: startRates())
    for index in scopes.indices { findVisits(of: &scopes[index]) }
    addTotals()
    saturated = []
    isRefining = false
    var change = 0.0
    for index in pools.reversed() { solvePool(index) }
    for index in scopes.indices where scopes[index].kind == .users {
      solveClosed(index)
      let scope = scopes[index]
      let found = scope.throughputs[scope.population - 1]
      let old = userThroughputs[scope.task]
      let part = usersCount > 1 || !pools.isEmpty ? min(step, 0.7) : step
      let next = isFirst ? found : old + part * (found - old)
      change = max(change, abs(next - old) / max(next, 1e-300))
      userThroughputs[scope.task] = next
      findPresent(index, customers: [Double](repeating: 0, count: scope.population) + [1])
    }
    let open = scopes.firstIndex { $0.kind == .open }!
    solveOpen(open)
    var busy = [Int: [Double]]()
    for index in pools { findBusyThreads(index, open: open, &busy) }
    let before = pools.flatMap { program.entriesOfTask[scopes[$0].task] }.map { carriedMean($0) }
    carried = [(Double, Double, Double, Double)](repeating: (0, 0, 0, 0), count: network.entries.count)
    for index in pools.reversed() { compose(index) }
    for index in scopes.indices where scopes[index].kind != .pool { compose(index) }
    let after = pools.flatMap { program.entriesOfTask[scopes[$0].task] }.map { carriedMean($0) }
    for (old, new) in zip(before, after) where new > 0 && new.isFinite {
      change = max(change, abs(new - old) / new)
    }
    change = max(change, findPoolWaits())
    return isFirst || isRefining ? .infinity : change
  }

  func carriedMean(_ entry: Int) -> Double {
    carried[entry].weight > 0 ? carried[entry].mean / carried[entry].weight : first[entry].mean
  }

  private mutating func compose(_ index: Int) {
    var scope = scopes[index]
    composeEntries(of: &scope)
    scopes[index].branchWeights = scope.branchWeights
  }

  // MARK: Totals

  private func copies(of station: Int) -> Double {
    let processor = station < processorCount ? station : network.tasks[station - processorCount].processor
    return network.processors[processor].busiestShare.map { 1 / $0 }
      ?? Double(network.processors[processor].copies)
  }

  /// Copies of a station over which a stream's visits spread: a thread's own work stays on its own machine.
  private func spread(of station: Int, from scope: borrowing LayeredScope) -> Double {
    scope.kind == .pool && station == network.tasks[scope.task].processor ? 1 : copies(of: station)
  }

  private mutating func addTotals() {
    totals = [StationTotals](repeating: StationTotals(), count: processorCount + network.tasks.count)
    visitors = [[(scope: Int, stop: Int)]](repeating: [], count: network.tasks.count)
    for (number, scope) in scopes.enumerated() {
      for (index, visits) in scope.visits.enumerated() {
        if visits.station >= processorCount {
          visitors[visits.station - processorCount].append((number, index))
        }
        guard visits.own > 0 else { continue }
        let flow = scope.flow / copies(of: visits.station)
        totals[visits.station].flow += flow * visits.own
        totals[visits.station].work += flow * visits.ownService
        totals[visits.station].second += flow * visits.ownSecond
        if scope.kind == .open {
          totals[visits.station].openFlow += flow * visits.own
          totals[visits.station].openWork += flow * visits.ownService
        } else {
          let time = index < scope.results.count ? scope.results[index].time : visits.meanService
          totals[visits.station].present += flow * visits.own * time
          totals[visits.station].sources +=
            Double(scope.population * scope.copies) * spread(of: visits.station, from: scope)
            / copies(of: visits.station)
        }
      }
    }
  }

  // MARK: Views

  /// How one stream sees a station.
  private func view(
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
        let factor = Self.waitFactor(variability, servers: processor.serverCount, utilization: busy)
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
    let factor = poolWaitFactor(task, variability, utilization: busy)
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
  private func poolWaitFactor(_ task: Int, _ variability: Double, utilization: Double) -> Double {
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
  /// **Source.** Kimura, J. Oper. Res. Soc. Japan 29, 1986, with Cosmetatos' constant service, Oper. Res. Quarterly
  /// 26, 1975; (1 + c²) / 2 for one server.
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

  // MARK: Closed streams

  private mutating func solvePool(_ index: Int) {
    solveClosed(index)
    poolRates[scopes[index].task] = scopes[index].throughputs
  }

  private mutating func solveClosed(_ index: Int) {
    let levels = scopes[index].kind == .pool ? scopes[index].levels : scopes[index].population
    let signature = signature(of: scopes[index])
    if Self.agree(signature, scopes[index].signature), scopes[index].throughputs.count == levels { return }
    scopes[index].signature = signature
    let scope = scopes[index]
    var stops: [ClosedStream.Stop] = []
    let last = scope.throughputs.last ?? 0
    for visits in scope.visits {
      let view = view(of: visits, from: scope, most: levels)
      let copies = spread(of: visits.station, from: scope)
      var stop = ClosedStream.Stop(view: view, visits: visits.count / copies, copies: copies)
      // A station that all customers are at all the time serves at its rate, however its service varies.
      let busy = min(1, last * stop.visits * view.slope)
      stop.extraShare = 1 - power(busy, Double(levels - 1))
      stop.extraDelay = visits.station < processorCount ? 0 : returnWait(of: visits, from: scope)
      stops.append(stop)
    }
    let stream = ClosedStream(
      stops: stops, delay: scope.delay, population: levels, overlap: scope.overlap,
      onlyLast: scope.kind == .users)
    let old = scopes[index].throughputs
    scopes[index].throughputs = stream.throughputs
    if step < 1, old.count == stream.throughputs.count {
      for count in old.indices {
        scopes[index].throughputs[count] = old[count] + step * (stream.throughputs[count] - old[count])
      }
    }
    scopes[index].stream = stream
    scopes[index].views = stops.map(\.view)
  }

  /// Every number that a closed stream is solved from.
  private func signature(of scope: borrowing LayeredScope) -> [Double] {
    var result = [scope.delay, scope.overlap, scope.flow, scope.meanBusyThreads, scope.throughputs.last ?? 0]
    result.reserveCapacity(5 + 12 * scope.visits.count)
    for (index, visits) in scope.visits.enumerated() {
      let total = totals[visits.station]
      result += [visits.count, visits.awaited, visits.service, visits.second, visits.overlap]
      result += [total.flow, total.work, total.second, total.openWork, total.present]
      result.append(index < scope.results.count ? scope.results[index].time : 0)
      if visits.station >= processorCount {
        let rates = poolRates[visits.station - processorCount]
        result += [rates[0], rates[rates.count / 2], rates[rates.count - 1], Double(rates.count)]
      }
    }
    return result
  }

  private static func agree(_ first: [Double], _ second: [Double]) -> Bool {
    guard first.count == second.count else { return false }
    for index in first.indices where abs(first[index] - second[index]) > 1e-6 * abs(first[index]) {
      return false
    }
    return true
  }

  /// What visits to a pool wait longer because a customer that returns soon may find the worker of its last visit
  /// still in its second phase.
  private func returnWait(of visits: LayeredScope.Visits, from scope: borrowing LayeredScope) -> Double {
    guard visits.overlap > 0, visits.awaited > 0, let time = scope.resultTime(at: visits.station) else {
      return 0
    }
    let task = visits.station - processorCount
    let threads = Double(poolRates[task].count)
    let secondPhase = visits.overlap / visits.count
    let total = totals[visits.station]
    let untouched = shareWithoutVisit(to: task, from: scope)
    let share = max(0, 1 - (1 - untouched) / visits.count)
    // Whoever finds a thread busy longer also keeps those behind waiting, as in any queue of this utilization.
    let busy = min(0.9, total.work / threads)
    let chain = scope.kind == .pool ? chaining(of: scope.task) : (share: 0, gap: 0)
    let away = max(0, (scope.cycleTime - visits.awaited * time) / (visits.awaited + 1))
    let atRandom = min(1, total.flow * secondPhase / threads)
    let soon = max(0, secondPhase / (secondPhase + away) - atRandom)
    let later = max(0, secondPhase / (secondPhase + 2 * away + chain.gap) - atRandom)
    return power(busy, threads - 1) * secondPhase
      * (share * soon + (1 - share) * chain.share * (1 - untouched) * later)
  }

  /// Share of the calls of a pool that follow another of the same caller's cycle, and the time between them.
  private func chaining(of pool: Int) -> (share: Double, gap: Double) {
    var (share, gap, weight) = (0.0, 0.0, 0.0)
    for scope in scopes where scope.flow > 0 && scope.kind != .open {
      guard let stop = scope.visits.firstIndex(where: { $0.station == processorCount + pool }),
        stop < scope.results.count
      else { continue }
      let visits = scope.visits[stop]
      let flow = scope.flow * visits.count
      let busy = Double(scope.population * scope.copies) / scope.flow - scope.thinkTime
      let cycle = scope.kind == .users ? busy : min(busy, scope.cycleTime)
      weight += flow
      share += flow * max(0, 1 - (1 - shareWithoutVisit(to: pool, from: scope)) / visits.count)
      gap += flow * max(0, cycle - visits.awaited * scope.results[stop].time) / (visits.awaited + 1)
    }
    return weight > 0 ? (share / weight, gap / weight) : (0, 0)
  }

  /// Finds what visits find when the number of customers has these probabilities.
  private mutating func findPresent(_ index: Int, customers: [Double]) {
    guard let stream = scopes[index].stream else { return }
    let present = stream.present(customers: customers)
    scopes[index].present = present
    settle(index, present.indices.map { stream.result(of: $0, present: present[$0]) })
  }

  /// Moves what a stream finds towards `found`, the whole way while passes are few.
  private mutating func settle(_ index: Int, _ found: [StationResult]) {
    let old = scopes[index].results
    guard step < 1, old.count == found.count else {
      scopes[index].results = found
      return
    }
    for stop in found.indices {
      scopes[index].results[stop].time += step * (found[stop].time - old[stop].time)
      scopes[index].results[stop].wait += step * (found[stop].wait - old[stop].wait)
      scopes[index].results[stop].waitingShare += step * (found[stop].waitingShare - old[stop].waitingShare)
    }
  }

  // MARK: Arrivals from outside

  private mutating func solveOpen(_ index: Int) {
    let scope = scopes[index]
    var results: [StationResult] = []
    for visits in scope.visits {
      let isPool = visits.station >= processorCount
      let view = view(of: visits, from: scope, most: 1_000_000)
      let rate = visits.count / copies(of: visits.station)
      let threads = isPool ? poolRates[visits.station - processorCount].count : -1
      if let found = view.open(arrivalRate: rate, busyCount: threads) {
        results.append(found)
        continue
      }
      saturated.insert(visits.station)
      var busy = [Double](repeating: 0, count: max(0, threads + 1))
      if threads >= 0 { busy[threads] = 1 }
      results.append(
        StationResult(time: .infinity, wait: .infinity, waitingShare: 1, busyServers: busy))
    }
    scopes[index].results = results
  }

  // MARK: Busy threads

  /// Finds how many threads of a pool are busy from what its callers see, and weighs its own visits with it.
  private mutating func findBusyThreads(_ index: Int, open: Int, _ busy: inout [Int: [Double]]) {
    let task = scopes[index].task
    let threads = scopes[index].throughputs.count
    var sum = [Double](repeating: 0, count: threads + 1)
    var weight = 0.0
    for (other, stop) in visitors[task] {
      let flow = scopes[other].flow * scopes[other].visits[stop].count
      guard flow > 0 else { continue }
      weight += flow
      if other == open {
        for (count, share) in scopes[other].results[stop].busyServers.enumerated() {
          sum[count] += flow * share
        }
      } else if scopes[other].kind == .users || busy[scopes[other].task] != nil,
        stop < scopes[other].present.count
      {
        for k in scopes[other].present[stop].indices where scopes[other].present[stop][k] > 0 {
          scopes[other].views[stop].addBusyServers(
            present: k, probability: flow * scopes[other].present[stop][k], to: &sum)
        }
      }
    }
    if isSpliced[task] || weight <= 0 {
      sum = splicedBusyThreads(index)
      weight = 1
    }
    let total = sum.reduce(0, +)
    if total > 0 { for count in sum.indices { sum[count] /= total } }
    busy[task] = sum
    findPresent(index, customers: sum)
    scopes[index].busyThreads = sum
    if threads < scopes[index].population, sum[threads] > 1e-7 {
      scopes[index].levels = min(scopes[index].population, 2 * threads)
      isRefining = true
    }
  }

  /// Busy threads of a pool that shares processors with its callers: a station of its own with finite sources.
  private mutating func splicedBusyThreads(_ index: Int) -> [Double] {
    let scope = scopes[index]
    let task = scope.task
    let flow = scope.flow / Double(scope.copies)
    let rates = poolRates[task]
    guard flow > 0 else { return [1] + [Double](repeating: 0, count: rates.count) }
    var sources = 0.0
    for other in scopes where other.task != task {
      if other.kind != .open, other.entries.contains(where: { network.entries[$0].task == task }) {
        sources += Double(other.population * other.copies)
      }
    }
    let hold = program.entriesOfTask[task].reduce(0) { $0 + flows[$1] * (first[$1].mean + second[$1].mean) }
    let mean = scope.flow > 0 ? hold / scope.flow : 0
    let square = program.entriesOfTask[task].reduce(0) {
      let time = first[$1].followed(by: second[$1])
      return $0 + flows[$1] * time.square
    }
    let variability = mean > 0 ? max(0, square / scope.flow / (mean * mean) - 1) : 1
    let last = rates[rates.count - 1]
    let factor = poolWaitFactor(task, variability, utilization: min(0.999, flow / last))
    let view = StationView(
      ServiceStation(rates: rates), background: .init(), extraWait: (factor - 1) / last, most: 1_000_000)
    sources = min(max(sources, Double(rates.count)), 1e6)
    let present = min(flow * (poolWaits[task].time.mean + mean), 0.98 * sources)
    let found = view.finite(
      sources: Int(sources), sourceRate: flow / (sources - present), busyCount: rates.count)
    let wait = 0.5 * (found.wait + poolWaits[task].time.mean)
    poolWaits[task] = (TimeShape(wait: wait, share: found.waitingShare), found.waitingShare)
    return found.busyServers
  }

  /// Means over callers of the wait for a thread. Returns the largest change relative to the response.
  private mutating func findPoolWaits() -> Double {
    var change = 0.0
    var sums = [(mean: Double, second: Double, share: Double, flow: Double)](
      repeating: (0, 0, 0, 0), count: network.tasks.count)
    for scope in scopes {
      for (visits, found) in zip(scope.visits, scope.results) where visits.station >= processorCount {
        let flow = scope.flow * visits.count
        let wait = TimeShape(wait: max(0, found.wait), share: found.waitingShare)
        let task = visits.station - processorCount
        sums[task].mean += flow * wait.mean
        sums[task].second += flow * wait.square
        sums[task].share += flow * found.waitingShare
        sums[task].flow += flow
      }
    }
    for index in pools {
      let task = scopes[index].task
      guard sums[task].flow > 0, !isSpliced[task] else { continue }
      let mean = sums[task].mean / sums[task].flow
      let old = poolWaits[task].time.mean
      let hold = program.entriesOfTask[task].map { carriedMean($0) }.max() ?? 1
      if mean.isFinite { change = max(change, abs(mean - old) / max(mean + hold, 1e-300)) }
      poolWaits[task] = (
        TimeShape(
          mean: mean,
          variance: mean.isFinite ? max(0, sums[task].second / sums[task].flow - mean * mean) : .infinity,
          atom: 1 - min(1, sums[task].share / sums[task].flow)),
        sums[task].share / sums[task].flow
      )
    }
    return change
  }
}
