extension LayeredFixedPoint {
  /// What the visits of one stream find, looked up by station.
  struct Findings {
    /// Time over service at shared processors; 1 without contention.
    var stretch: [Double] = []
    /// Wait of a visit.
    var wait: [Double] = []
    /// Share of the visits that wait.
    var waitingShare: [Double] = []

    init(stationCount: Int = 0) {
      stretch = [Double](repeating: 1, count: stationCount)
      wait = [Double](repeating: 0, count: stationCount)
      waitingShare = wait
    }
  }

  /// Writes what a stream's visits find to `found`, or takes it out again.
  private func write(_ scope: LayeredScope, to found: inout Findings, isThere: Bool) {
    for (visits, result) in zip(scope.visits, scope.results) {
      let service = visits.meanService
      found.stretch[visits.station] = isThere && service > 0 ? max(1, result.time / service) : 1
      found.wait[visits.station] = isThere ? max(0, result.wait) : 0
      found.waitingShare[visits.station] =
        isThere ? waitingShare(at: visits.station, result.waitingShare, wait: result.wait) : 0
    }
  }

  /// Share of the visits to a station that wait: what was found, but no fewer than makes a mean wait of `wait` possible.
  ///
  /// Waits behind siblings and for what comes back soon are added to the mean alone. If hardly any visit waited
  /// otherwise, those few would have to wait beyond measure, and the variance with them. Those who wait take about what is
  /// left of the services in progress, over 1 − ρ; more than a few times that is no wait but a share that is too small.
  func waitingShare(at station: Int, _ found: Double, wait: Double) -> Double {
    let most = 3.0
    let total = totals[station]
    guard wait > 0, wait.isFinite, total.work > 0, total.second.isFinite else { return min(1, found) }
    let (servers, busy) = load(of: station)
    let each = total.second / (2 * total.work) / servers / (1 - busy)
    return min(1, max(found, wait / max(most * each, 1e-300)))
  }

  /// Finds the phases of the entries that a stream executes, the called before callers.
  ///
  /// Entries of other tasks are added to ``carried`` with the rate at which the stream executes them.
  mutating func composeEntries(of scope: inout LayeredScope) {
    var found = Findings()
    swap(&found, &scratch)
    write(scope, to: &found, isThere: true)
    for (entry, executions) in zip(scope.entries, scope.executions).reversed() {
      let roots = program.roots[entry]
      first[entry] = time(roots.first, of: entry, found, &scope.branchWeights)
      first[entry].variance += echoes.moreVariance(of: entry)
      if roots.second >= 0 { second[entry] = time(roots.second, of: entry, found, &scope.branchWeights) }
      let task = network.entries[entry].task
      if task != scope.task, isLimited[task] { continue }
      let weight = executions * scope.flow
      carried[entry].mean += weight * first[entry].mean
      carried[entry].second += weight * first[entry].square
      carried[entry].atom += weight * first[entry].atom
      carried[entry].weight += weight
    }
    write(scope, to: &found, isThere: false)
    swap(&found, &scratch)
  }

  private func time(
    _ node: Int, of entry: Int, _ found: Findings, _ branchWeights: inout [Double]
  ) -> TimeShape {
    let here = program.nodes[node]
    switch here.kind {
    case .delay:
      return TimeShape(mean: here.mean, variance: here.mean * here.mean * here.variability)
    case .demand:
      return visit(entry, here.mean, here.variability, found)
    case .call:
      return program.calls[here.calls].reduce(TimeShape()) { sum, call in
        sum.followed(by: answer(call, of: entry, found).repeated(mean: call.mean, variance: call.variance))
      }
    case .interleaved:
      return interleaved(here, of: entry, found)
    case .sequence:
      var sum = TimeShape()
      for child in here.children {
        sum = sum.followed(by: time(program.children[child].node, of: entry, found, &branchWeights))
      }
      return sum
    case .choice:
      var parts: [(share: Double, time: TimeShape)] = []
      for child in here.children {
        let branch = time(program.children[child].node, of: entry, found, &branchWeights)
        parts.append((program.children[child].share, branch))
      }
      return TimeShape.mixture(parts)
    case .loop:
      let body = program.children[here.children.lowerBound].node
      return time(body, of: entry, found, &branchWeights)
        .repeated(mean: here.mean, variance: here.variability)
    case .parallel:
      var branches: [TimeShape] = []
      for child in here.children {
        let alone = time(program.children[child].node, of: entry, found, &branchWeights)
        let behind = echoes.branchWait(of: child)
        let more = behind * behind + echoes.branchVariance(of: child)
        branches.append(alone.followed(by: TimeShape(mean: behind, variance: more)))
      }
      // What all branches wait alike, none of them waits longer than the others.
      let least = branches.reduce(Double.infinity) { min($0, $1.variance) }
      let common = min(0.9 * least, echoes.commonVariance(of: node))
      if common > 0, common.isFinite { for index in branches.indices { branches[index].variance -= common } }
      var longest = LongestOf(branches)
      if common > 0, common.isFinite { longest.time.variance += common }
      for (child, share) in zip(here.children, longest.shares) { branchWeights[child] = share }
      return longest.time
    }
  }

  /// A visit at the processor of an entry's task.
  private func visit(
    _ entry: Int, _ demand: Double, _ variability: Double, _ found: Findings
  ) -> TimeShape {
    let processor = network.tasks[network.entries[entry].task].processor
    switch network.processors[processor].discipline {
    case .delay:
      return TimeShape(mean: demand, variance: demand * demand * variability)
    case .processorSharing:
      // M/M/1-PS: the squared variation of the time is (2 + ρ) / (2 − ρ), and the stretch 1 / (1 − ρ).
      let mean = demand * found.stretch[processor]
      let busy = 1 - 1 / found.stretch[processor]
      return TimeShape(
        mean: mean, variance: mean * mean * (variability + 2 * busy / (2 - busy)))
    case .firstComeFirstServed:
      guard demand > 0 else { return TimeShape() }
      let wait = wait(
        at: processor, mean: found.wait[processor], share: found.waitingShare[processor])
      return wait.followed(by: TimeShape(mean: demand, variance: demand * demand * variability))
    }
  }

  /// A wait for one of the servers of a processor that serves in order of arrival.
  ///
  /// Its second moment, for those who wait, is that of M/G/1 with servers c times as fast.
  ///
  /// **Source.** Takács, Introduction to the Theory of Queues, 1962 (moments of the wait of M/G/1).
  func wait(at processor: Int, mean: Double, share: Double) -> TimeShape {
    guard mean > 0, mean.isFinite, share > 0, totals[processor].work > 0 else {
      return TimeShape(wait: mean, share: share)
    }
    let total = totals[processor]
    let waiting = min(1, max(share, 1e-9))
    let servers = Double(network.processors[processor].serverCount)
    let busy = min(0.98, total.work / servers)
    let waited = mean / waiting
    let residual = total.third / total.work / (3 * servers * servers * (1 - busy))
    let square = waiting * (2 * busy * waited * waited + residual * echoes.freshShare(at: processor))
    return TimeShape(mean: mean, variance: max(0.2 * mean * mean, square - mean * mean), atom: 1 - waiting)
  }

  /// Time until a call is answered; nothing for an asynchronous one.
  private func answer(
    _ call: LayeredProgram.Call, of entry: Int, _ found: Findings
  ) -> TimeShape {
    guard call.isSynchronous else { return TimeShape() }
    let task = network.entries[call.entry].task
    guard isLimited[task], task != network.entries[entry].task else { return first[call.entry] }
    if isSpliced[task] { return poolWaits[task].time.followed(by: first[call.entry]) }
    let station = processorCount + task
    let wait = TimeShape(wait: found.wait[station], share: found.waitingShare[station])
    return wait.followed(by: first[call.entry])
  }

  private func interleaved(
    _ node: LayeredProgram.Node, of entry: Int, _ found: Findings
  ) -> TimeShape {
    let calls = program.calls[node.calls]
    let count = calls.reduce(0) { $0 + $1.mean }
    let slice = visit(entry, node.mean / (count + 1), node.variability, found)
    guard count > 0 else { return slice }
    guard node.isGeometric else {
      var sum = slice.repeated(mean: count + 1, variance: 0)
      for call in calls {
        let once = answer(call, of: entry, found)
        sum = sum.followed(by: once.repeated(mean: call.mean, variance: call.variance))
      }
      return sum
    }
    // Which entry each call asks is drawn by the shares of the counts.
    let once = TimeShape.mixture(calls.map { ($0.mean / count, answer($0, of: entry, found)) })
    let round = slice.followed(by: once)
    return slice.followed(by: round.repeated(mean: count, variance: count * (1 + count)))
  }
}
