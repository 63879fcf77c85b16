extension LayeredFixedPoint {
  /// Visits under construction, by station, and executions, by entry.
  struct Ledger {
    fileprivate var slots: [Int]
    fileprivate var visits: [LayeredScope.Visits] = []
    fileprivate var executions: [Double]
    fileprivate var awaited: [Double]
    fileprivate var own: [Double]
    fileprivate var delay = 0.0

    init(entryCount: Int = 0, stationCount: Int = 0) {
      slots = [Int](repeating: -1, count: stationCount)
      executions = [Double](repeating: 0, count: entryCount)
      awaited = executions
      own = executions
    }

    /// Executions that the stream begins with.
    fileprivate mutating func start(_ entry: Int, _ count: Double) {
      executions[entry] = count
      awaited[entry] = count
      own[entry] = count
    }

    /// Takes out the visits of one stream.
    fileprivate mutating func clear() {
      for visits in visits { slots[visits.station] = -1 }
      visits.removeAll(keepingCapacity: true)
      delay = 0
    }

    fileprivate subscript(station: Int) -> LayeredScope.Visits {
      get { visits[slots[station]] }
      set { visits[slots[station]] = newValue }
    }

    fileprivate mutating func open(_ station: Int) {
      guard slots[station] < 0 else { return }
      slots[station] = visits.count
      visits.append(LayeredScope.Visits(station: station))
    }
  }

  /// Finds what one of the streams visits, taken out meanwhile so that none is copied.
  mutating func findVisits(ofScope index: Int) {
    var scope = LayeredScope(kind: .open, task: -1)
    var ledger = Ledger()
    swap(&scope, &scopes[index])
    swap(&ledger, &self.ledger)
    findVisits(of: &scope, &ledger)
    swap(&ledger, &self.ledger)
    swap(&scope, &scopes[index])
  }

  /// Finds what a stream visits per cycle: from its entries down to the next limited pools.
  private func findVisits(of scope: inout LayeredScope, _ ledger: inout Ledger) {
    switch scope.kind {
    case .users:
      let entry = program.entriesOfTask[scope.task][0]
      ledger.start(entry, 1)
      scope.flow = userThroughputs[scope.task]
      if case .users(_, let thinkTime) = network.tasks[scope.task].workers {
        ledger.delay = thinkTime
        scope.thinkTime = thinkTime
      }
    case .pool:
      let entries = program.entriesOfTask[scope.task]
      let all = entries.reduce(0) { $0 + flows[$1] }
      for entry in entries where all > 0 { ledger.start(entry, flows[entry] / all) }
      scope.flow = all
    case .open:
      scope.flow = 1
      for (entry, found) in network.entries.enumerated() {
        let rate = found.arrivalRate + messages[entry]
        guard rate > 0 else { continue }
        if isLimited[found.task] {
          visitPool(found.task, entry, rate, awaited: rate, own: rate, &ledger)
        } else {
          ledger.start(entry, rate)
        }
      }
    }
    scope.entries.removeAll(keepingCapacity: true)
    scope.executions.removeAll(keepingCapacity: true)
    for entry in program.order where ledger.executions[entry] != 0 {
      // Nothing comes back to an entry whose callers are done.
      defer { ledger.start(entry, 0) }
      guard ledger.executions[entry] > 0 else { continue }
      scope.entries.append(entry)
      scope.executions.append(ledger.executions[entry])
      let isRoot = network.entries[entry].task == scope.task
      let (count, awaited, own) = (ledger.executions[entry], ledger.awaited[entry], ledger.own[entry])
      walk(program.roots[entry].first, of: entry, count, awaited, own, scope, &ledger)
      let second = program.roots[entry].second
      if second >= 0 { walk(second, of: entry, count, isRoot ? awaited : 0, own, scope, &ledger) }
    }
    scope.visits = ledger.visits
    scope.delay = ledger.delay
    ledger.clear()
  }

  private func walk(
    _ node: Int, of entry: Int, _ count: Double, _ awaited: Double, _ own: Double,
    _ scope: borrowing LayeredScope, _ ledger: inout Ledger
  ) {
    guard count > 0 else { return }
    let found = program.nodes[node]
    switch found.kind {
    case .delay:
      ledger.delay += awaited * found.mean
    case .demand:
      visitProcessor(entry, found.mean, found.variability, count, awaited, own, &ledger)
    case .call:
      follow(found.calls, of: entry, count, awaited, own, &ledger)
    case .interleaved:
      let slices = 1 + found.calls.reduce(0) { $0 + program.calls[$1].mean }
      visitProcessor(
        entry, found.mean / slices, found.variability, count * slices, awaited * slices, own * slices, &ledger
      )
      follow(found.calls, of: entry, count, awaited, own, &ledger)
    case .sequence:
      for child in found.children {
        walk(program.children[child].node, of: entry, count, awaited, own, scope, &ledger)
      }
    case .choice:
      for child in found.children {
        let share = program.children[child].share
        walk(
          program.children[child].node, of: entry, count * share, awaited * share, own * share, scope, &ledger
        )
      }
    case .loop:
      let body = program.children[found.children.lowerBound].node
      walk(
        body, of: entry, count * found.mean, awaited * found.mean, own * found.mean, scope, &ledger)
    case .parallel:
      for child in found.children {
        let weight = scope.branchWeights[child]
        let share = weight >= 0 ? weight : 1 / Double(found.children.count)
        ledger.delay += awaited * share * echoes.branchWait(of: child)
        walk(program.children[child].node, of: entry, count, awaited * share, own, scope, &ledger)
      }
    }
  }

  private func visitProcessor(
    _ entry: Int, _ demand: Double, _ variability: Double, _ count: Double, _ awaited: Double, _ own: Double,
    _ ledger: inout Ledger
  ) {
    guard demand > 0 else { return }
    let processor = network.tasks[network.entries[entry].task].processor
    guard network.processors[processor].discipline != .delay else {
      ledger.delay += awaited * demand
      return
    }
    let square = demand * demand * (1 + variability)
    ledger.open(processor)
    ledger[processor].count += count
    ledger[processor].awaited += awaited
    ledger[processor].own += own
    ledger[processor].service += count * demand
    ledger[processor].ownService += own * demand
    ledger[processor].awaitedService += awaited * demand
    ledger[processor].second += count * square
    ledger[processor].ownSecond += own * square
    // Of a gamma distribution, as service is taken to be.
    ledger[processor].ownThird += own * square * demand * (1 + 2 * variability)
  }

  private func follow(
    _ calls: Range<Int>, of entry: Int, _ count: Double, _ awaited: Double, _ own: Double,
    _ ledger: inout Ledger
  ) {
    for call in program.calls[calls] where call.isSynchronous && call.mean > 0 {
      let task = network.entries[call.entry].task
      let isOwn = task == network.entries[entry].task
      if isLimited[task], !isOwn {
        guard isSpliced[task] else {
          visitPool(
            task, call.entry, count * call.mean, awaited: awaited * call.mean, own: own * call.mean, &ledger)
          continue
        }
        ledger.delay += awaited * call.mean * poolWaits[task].time.mean
        ledger.executions[call.entry] += count * call.mean
        ledger.awaited[call.entry] += awaited * call.mean
        continue
      }
      ledger.executions[call.entry] += count * call.mean
      ledger.awaited[call.entry] += awaited * call.mean
      ledger.own[call.entry] += own * call.mean
    }
  }

  private func visitPool(
    _ task: Int, _ entry: Int, _ count: Double, awaited: Double, own: Double, _ ledger: inout Ledger
  ) {
    let station = processorCount + task
    let hold = first[entry].followed(by: second[entry])
    let square = hold.square
    ledger.open(station)
    ledger[station].count += count
    ledger[station].awaited += awaited
    ledger[station].own += own
    ledger[station].service += count * hold.mean
    ledger[station].ownService += own * hold.mean
    ledger[station].awaitedService += awaited * hold.mean
    ledger[station].second += count * square
    ledger[station].ownSecond += own * square
    ledger[station].overlap += count * second[entry].mean
  }

  /// Share of a stream's cycles that never call a pool.
  func shareWithoutVisit(to pool: Int, from scope: borrowing LayeredScope) -> Double {
    var known: [Int: Double] = [:]
    if scope.kind == .users {
      return silence(ofEntry: program.entriesOfTask[scope.task][0], pool, &known)
    }
    guard scope.kind == .pool else { return 0 }
    let entries = program.entriesOfTask[scope.task]
    let all = entries.reduce(0) { $0 + flows[$1] }
    guard all > 0 else { return 1 }
    return entries.reduce(0) { $0 + flows[$1] / all * silence(ofEntry: $1, pool, &known) }
  }

  private func silence(ofEntry entry: Int, _ pool: Int, _ known: inout [Int: Double]) -> Double {
    if let found = known[entry] { return found }
    let result = silence(program.roots[entry].first, of: entry, pool, &known)
    known[entry] = result
    return result
  }

  private func silence(
    _ node: Int, of entry: Int, _ pool: Int, _ known: inout [Int: Double]
  ) -> Double {
    let here = program.nodes[node]
    switch here.kind {
    case .demand, .delay: return 1
    case .call, .interleaved:
      let calls = program.calls[here.calls].filter(\.isSynchronous)
      let count = calls.reduce(0) { $0 + $1.mean }
      var (all, mean) = (1.0, 0.0)
      for call in calls {
        let task = network.entries[call.entry].task
        var once = 1.0
        if task == pool {
          once = 0
        } else if !isLimited[task] || isSpliced[task] {
          once = silence(ofEntry: call.entry, pool, &known)
        }
        all *= TimeShape.chance(of: once, count: call.mean, variance: call.variance)
        mean += call.mean / max(count, 1e-300) * once
      }
      return here.isGeometric ? 1 / (1 + count * (1 - mean)) : all
    case .sequence, .parallel:
      var all = 1.0
      for child in here.children { all *= silence(program.children[child].node, of: entry, pool, &known) }
      return all
    case .choice:
      var sum = 1.0
      for child in here.children {
        let once = silence(program.children[child].node, of: entry, pool, &known)
        sum -= program.children[child].share * (1 - once)
      }
      return max(0, sum)
    case .loop:
      let once = silence(program.children[here.children.lowerBound].node, of: entry, pool, &known)
      return TimeShape.chance(of: once, count: here.mean, variance: here.variability)
    }
  }
}
