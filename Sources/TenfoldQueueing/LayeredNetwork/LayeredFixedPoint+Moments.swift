import TenfoldModel

extension LayeredFixedPoint {
  /// What the visits of one stream find, looked up by station.
  struct Findings {
    /// Time over service at shared processors; 1 without contention.
    var stretch: [Double]
    /// Wait of a visit.
    var wait: [Double]
    /// Share of the visits that wait.
    var waitingShare: [Double]
  }

  func findings(of scope: LayeredScope) -> Findings {
    let stations = processorCount + network.tasks.count
    var result = Findings(
      stretch: [Double](repeating: 1, count: stations), wait: [Double](repeating: 0, count: stations),
      waitingShare: [Double](repeating: 0, count: stations))
    for (visits, found) in zip(scope.visits, scope.results) {
      let service = visits.meanService
      if service > 0 { result.stretch[visits.station] = max(1, found.time / service) }
      result.wait[visits.station] = max(0, found.wait)
      result.waitingShare[visits.station] = min(1, found.waitingShare)
    }
    return result
  }

  /// Finds the phases of the entries that a stream executes, the called before callers.
  ///
  /// Entries of other tasks are added to ``carried`` with the rate at which the stream executes them.
  mutating func composeEntries(of scope: inout LayeredScope) {
    let found = findings(of: scope)
    for (entry, executions) in zip(scope.entries, scope.executions).reversed() {
      let roots = program.roots[entry]
      first[entry] = time(roots.first, of: entry, found, &scope.branchWeights)
      if roots.second >= 0 { second[entry] = time(roots.second, of: entry, found, &scope.branchWeights) }
      let task = network.entries[entry].task
      if task != scope.task, isLimited[task] { continue }
      let weight = executions * scope.flow
      carried[entry].mean += weight * first[entry].mean
      carried[entry].second += weight * (first[entry].variance + first[entry].mean * first[entry].mean)
      carried[entry].weight += weight
    }
  }

  private func time(
    _ node: Int, of entry: Int, _ found: Findings, _ branchWeights: inout [Double]
  ) -> ResponseMoments {
    let here = program.nodes[node]
    switch here.kind {
    case .delay:
      return ResponseMoments(mean: here.mean, variance: here.mean * here.mean * here.variability)
    case .demand:
      return visit(entry, here.mean, here.variability, found)
    case .call:
      return program.calls[here.calls].reduce(ResponseMoments()) { sum, call in
        sum.followed(by: answer(call, of: entry, found).compounded(mean: call.mean, variance: call.variance))
      }
    case .interleaved:
      return interleaved(here, of: entry, found)
    case .sequence:
      var sum = ResponseMoments()
      for child in here.children {
        sum = sum.followed(by: time(program.children[child].node, of: entry, found, &branchWeights))
      }
      return sum
    case .choice:
      var (mean, square) = (0.0, 0.0)
      for child in here.children {
        let branch = time(program.children[child].node, of: entry, found, &branchWeights)
        mean += program.children[child].share * branch.mean
        square += program.children[child].share * (branch.variance + branch.mean * branch.mean)
      }
      return ResponseMoments(mean: mean, variance: max(0, square - mean * mean))
    case .loop:
      let body = program.children[here.children.lowerBound].node
      return time(body, of: entry, found, &branchWeights)
        .compounded(mean: here.mean, variance: here.variability)
    case .parallel:
      var branches: [ResponseMoments] = []
      for child in here.children {
        branches.append(time(program.children[child].node, of: entry, found, &branchWeights))
      }
      let longest = LongestOf(branches)
      for (child, share) in zip(here.children, longest.shares) { branchWeights[child] = share }
      return longest.time
    }
  }

  /// A visit at the processor of an entry's task.
  private func visit(
    _ entry: Int, _ demand: Double, _ variability: Double, _ found: Findings
  ) -> ResponseMoments {
    let processor = network.tasks[network.entries[entry].task].processor
    switch network.processors[processor].discipline {
    case .delay:
      return ResponseMoments(mean: demand, variance: demand * demand * variability)
    case .processorSharing:
      // M/M/1-PS: the squared variation of the time is (2 + ρ) / (2 − ρ), and the stretch 1 / (1 − ρ).
      let mean = demand * found.stretch[processor]
      let busy = 1 - 1 / found.stretch[processor]
      return ResponseMoments(
        mean: mean, variance: mean * mean * (variability + 2 * busy / (2 - busy)))
    case .firstComeFirstServed:
      guard demand > 0 else { return ResponseMoments() }
      let wait = ResponseMoments(wait: found.wait[processor], share: found.waitingShare[processor])
      return wait.followed(by: ResponseMoments(mean: demand, variance: demand * demand * variability))
    }
  }

  /// Time until a call is answered; nothing for an asynchronous one.
  private func answer(
    _ call: LayeredProgram.Call, of entry: Int, _ found: Findings
  ) -> ResponseMoments {
    guard call.isSynchronous else { return ResponseMoments() }
    let task = network.entries[call.entry].task
    guard isLimited[task], task != network.entries[entry].task else { return first[call.entry] }
    if isSpliced[task] { return poolWaits[task].time.followed(by: first[call.entry]) }
    let station = processorCount + task
    let wait = ResponseMoments(wait: found.wait[station], share: found.waitingShare[station])
    return wait.followed(by: first[call.entry])
  }

  private func interleaved(
    _ node: LayeredProgram.Node, of entry: Int, _ found: Findings
  ) -> ResponseMoments {
    let calls = program.calls[node.calls]
    let count = calls.reduce(0) { $0 + $1.mean }
    let slice = visit(entry, node.mean / (count + 1), node.variability, found)
    guard count > 0 else { return slice }
    guard node.isGeometric else {
      var sum = slice.compounded(mean: count + 1, variance: 0)
      for call in calls {
        let once = answer(call, of: entry, found)
        sum = sum.followed(by: once.compounded(mean: call.mean, variance: call.variance))
      }
      return sum
    }
    // Which entry each call asks is drawn by the shares of the counts.
    var (mean, square) = (0.0, 0.0)
    for call in calls {
      let once = answer(call, of: entry, found)
      mean += call.mean / count * once.mean
      square += call.mean / count * (once.variance + once.mean * once.mean)
    }
    let round = slice.followed(by: ResponseMoments(mean: mean, variance: max(0, square - mean * mean)))
    return slice.followed(by: round.compounded(mean: count, variance: count * (1 + count)))
  }
}

extension ResponseMoments {
  /// Repeated a random number of times.
  func compounded(mean count: Double, variance countVariance: Double) -> ResponseMoments {
    ResponseMoments(mean: count * mean, variance: count * variance + countVariance * mean * mean)
  }

  /// A wait of which only `share` is not nothing, and that exponential.
  init(wait: Double, share: Double) {
    guard wait > 0, wait.isFinite else {
      self.init(mean: wait, variance: wait)
      return
    }
    self.init(mean: wait, variance: wait * wait * (2 / min(1, max(share, 1e-9)) - 1))
  }
}
