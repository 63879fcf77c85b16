extension LayeredFixedPoint {
  /// Iterates until streams agree. Returns the passes taken and the last relative change.
  ///
  /// - Parameter known: What is saturated, when the streams have what they found in a network of the same shape: passes
  ///   end where something else is.
  mutating func run(
    tolerance: Double, limit: Int, known: Set<Int>? = nil
  ) throws(LayeredNetworkError) -> (passes: Int, change: Double) {
    if known == nil { start() }
    var change = Double.infinity
    var passes = 0
    while passes < limit {
      passes += 1
      step = passes <= 6 ? 1 : passes <= 40 ? 0.5 : 0.2
      change = try pass(isFirst: passes == 1 && known == nil) / step
      if let known, saturated != known || isHeldBack { return (passes, .infinity) }
      if change < tolerance { break }
    }
    widenTimes()
    return (passes, change)
  }

  /// Takes over what the streams of another network found; nil where it has not the same shape.
  init?(_ program: LayeredProgram, resuming known: LayeredFixedPoint) {
    self.init(program)
    guard known.network.entries.count == network.entries.count, known.processorCount == processorCount,
      known.program.children.count == program.children.count, known.isLimited == isLimited,
      known.isSpliced == isSpliced, known.askers == askers, known.closedPopulation == closedPopulation,
      known.scopes.count == scopes.count,
      zip(scopes, known.scopes).allSatisfy({ $0.isAlike($1) })
    else { return nil }
    poolRates = known.poolRates
    first = known.first
    second = known.second
    poolWaits = known.poolWaits
    userThroughputs = known.userThroughputs
    scopes = known.scopes
    totals = known.totals
    carried = known.carried
    echoes = known.echoes
    echoes.variances = []
    knowsCapacities = known.knowsCapacities
  }

  /// Times without any contention, and throughputs from them.
  mutating func start() {
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
      var (hold, flow) = (0.0, 0.0)
      for entry in program.entriesOfTask[task] {
        hold = max(hold, first[entry].mean + second[entry].mean)
        flow += flows[entry] / Double(scopes[index].copies)
      }
      let busy = min(1e6, flow * hold)
      scopes[index].levels = min(scopes[index].population, Int(2 * busy + 6 * busy.squareRoot()) + 8)
      let rate = 1 / max(hold, 1e-12)
      poolRates[task] = (1...scopes[index].levels).map { Double($0) * rate }
    }
  }

  /// Scales the users' first throughputs down to what processors can do.
  mutating func limitUsersByCapacity() {
    guard let found = try? program.flows(starting: startRates()) else { return }
    flows = found.total
    messages = found.messages
    var scale = 1.0
    var busy = [Double](repeating: 0, count: processorCount)
    for index in scopes.indices {
      guard scopes[index].kind == .users else { continue }
      let limited = isLimited
      isLimited = limited.map { _ in false }
      findVisits(ofScope: index)
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

  func startRates() -> [Double] {
    var rates = network.entries.map(\.arrivalRate)
    for (task, throughput) in userThroughputs.enumerated() where throughput > 0 {
      rates[program.entriesOfTask[task][0]] += throughput
    }
    return rates
  }

  mutating func pass(isFirst: Bool) throws(LayeredNetworkError) -> Double {
    (flows, messages) = try program.flows(starting: startRates())
    for index in scopes.indices {
      let before = scopes[index].results.isEmpty ? [] : scopes[index].visits.map(\.station)
      findVisits(ofScope: index)
      // What was found at other stations tells nothing.
      if !before.isEmpty, before != scopes[index].visits.map(\.station) {
        scopes[index].forgetResults()
      }
    }
    addTotals()
    if !isFirst, step > 0.4 { findEchoes() }
    work += Double(network.entries.count)
    saturated = []
    isRefining = false
    isHeldBack = false
    var change = 0.0
    for index in pools.reversed() { solvePool(index) }
    for index in scopes.indices where scopes[index].kind == .users {
      solveClosed(index)
      let scope = scopes[index]
      let stream = scope.throughputs[scope.population - 1]
      let found = min(max(stream, scope.stream?.capacity ?? stream), stream * scope.consistency)
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
    composeAll()
    let after = pools.flatMap { program.entriesOfTask[scopes[$0].task] }.map { carriedMean($0) }
    for (old, new) in zip(before, after) where new > 0 && new.isFinite {
      change = max(change, abs(new - old) / new)
    }
    change = max(change, findPoolWaits())
    if !isFirst { change = max(change, findConsistencies()) }
    defer { if !isFirst, !isRefining, change < 1e-3 * step { knowsCapacities = true } }
    return isFirst || isRefining || isHeldBack ? .infinity : change
  }

  /// Compares the users' throughput with what their composed response makes of it: N = X (Z + R).
  ///
  /// A stream knows stations, not the order of what is done there: of parallel parts it knows shares alone, and of visits
  /// their mean. The response is composed of the parts themselves, so where both differ the throughput follows the response.
  /// Returns the largest change.
  ///
  /// **Source.** Little, Operations Research 9(3), 1961.
  private mutating func findConsistencies() -> Double {
    var change = 0.0
    for index in scopes.indices where scopes[index].kind == .users {
      let entry = program.entriesOfTask[scopes[index].task][0]
      let cycle = scopes[index].thinkTime + carriedMean(entry) + second[entry].mean
      let stream = scopes[index].throughputs[scopes[index].population - 1]
      guard cycle > 0, cycle.isFinite, stream > 0 else { continue }
      let wanted = min(2, max(0.5, Double(scopes[index].population) / cycle / stream))
      let moved = min(step, 0.5) * (wanted - scopes[index].consistency)
      scopes[index].consistency += moved
      change = max(change, abs(moved))
    }
    return change
  }

  private mutating func composeAll() {
    carried = [(Double, Double, Double, Double)](repeating: (0, 0, 0, 0), count: network.entries.count)
    for index in pools.reversed() { compose(index) }
    for index in scopes.indices where scopes[index].kind != .pool { compose(index) }
  }

  /// Adds the variance of what visits of one request wait alike. It is left out while pools are solved: their threads
  /// wait alike with it, so that it keeps no thread busy that another could use.
  private mutating func widenTimes() {
    findEchoes()
    echoes.variances = echoes.entryVariances
    composeAll()
  }

  func carriedMean(_ entry: Int) -> Double {
    carried[entry].weight > 0 ? carried[entry].mean / carried[entry].weight : first[entry].mean
  }

  mutating func compose(_ index: Int) {
    var scope = LayeredScope(kind: .open, task: -1)
    swap(&scope, &scopes[index])
    composeEntries(of: &scope)
    swap(&scope, &scopes[index])
  }

  // MARK: Totals

  func copies(of station: Int) -> Double {
    let processor = station < processorCount ? station : network.tasks[station - processorCount].processor
    return network.processors[processor].busiestShare.map { 1 / $0 }
      ?? Double(network.processors[processor].copies)
  }

  /// Copies of a station over which a stream's visits spread: a thread's own work stays on its own machine.
  func spread(of station: Int, from scope: borrowing LayeredScope) -> Double {
    scope.kind == .pool && station == network.tasks[scope.task].processor ? 1 : copies(of: station)
  }

  mutating func addTotals() {
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
        totals[visits.station].third += flow * visits.ownThird
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

  // MARK: Arrivals from outside

  mutating func solveOpen(_ index: Int) {
    let scope = scopes[index]
    var results: [StationResult] = []
    for visits in scope.visits {
      let isPool = visits.station >= processorCount
      let behind = echoes.waitBehindSiblings(at: visits.station)
      if !isPool, background(of: visits, from: scope).isEmpty,
        var found = StationResult(
          alone: visits.count / copies(of: visits.station), service: max(visits.meanService, 1e-300),
          servers: network.processors[visits.station].serverCount)
      {
        found.addExtra(extraWait(of: visits, from: scope))
        found.time += behind
        found.wait += behind
        results.append(found)
        continue
      }
      let view = view(of: visits, from: scope, most: 1_000_000)
      work += Double(view.termCount + view.count) / Self.termsPerEntry
      var rate = visits.count / copies(of: visits.station)
      if isPool { rate = reachable(rate, of: 1 / view.slope) }
      let threads = isPool ? poolRates[visits.station - processorCount].count : -1
      if var found = view.open(arrivalRate: rate, busyCount: threads) {
        if isPool { found.stretchWait(by: fullnessFactor(ofPool: visits.station - processorCount)) }
        found.time += behind
        found.wait += behind
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

  /// What a pool gets until it is known what it can do: one that is given up with waits without end takes those above it
  /// along. It is known once all else has settled with this, or passes are many.
  mutating func reachable(_ flow: Double, of capacity: Double) -> Double {
    guard !knowsCapacities, step > 0.4, flow > 0.97 * capacity else { return flow }
    if flow >= capacity { isHeldBack = true }
    return 0.97 * capacity
  }
}
