extension LayeredFixedPoint {
  /// Finds how many threads of a pool are busy from what its callers see, and weighs its own visits with it.
  mutating func findBusyThreads(_ index: Int, open: Int, _ busy: inout [Int: [Double]]) {
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
  mutating func splicedBusyThreads(_ index: Int) -> [Double] {
    let scope = scopes[index]
    let task = scope.task
    let flow = scope.flow / Double(scope.copies)
    let rates = poolRates[task]
    guard flow > 0 else { return [1] + [Double](repeating: 0, count: rates.count) }
    let sources = askers[task]
    let hold = program.entriesOfTask[task].reduce(0) { $0 + flows[$1] * (first[$1].mean + second[$1].mean) }
    let mean = scope.flow > 0 ? hold / scope.flow : 0
    let square = program.entriesOfTask[task].reduce(0) {
      let time = first[$1].followed(by: second[$1])
      return $0 + flows[$1] * time.square
    }
    let variability = mean > 0 ? max(0, square / scope.flow / (mean * mean) - 1) : 1
    let last = rates[rates.count - 1]
    let busy = min(0.95, flow / last)
    let more =
      (poolWaitFactor(task, variability, utilization: busy) - 1)
      * echoes.freshShare(at: processorCount + task)
    let feedback = sources.isFinite ? 0 : busy
    let view = StationView(
      ServiceStation(rates: rates), background: .init(), extraWait: more / last / (1 - feedback),
      most: 1_000_000)
    var found: StationResult
    if sources.isFinite {
      let count = min(max(sources, Double(rates.count)), 1e6)
      let present = min(flow * (poolWaits[task].time.mean + mean), 0.98 * count)
      found = view.finite(
        sources: Int(count), sourceRate: flow / (count - present), busyCount: rates.count)
    } else if let open = view.open(arrivalRate: reachable(flow, of: last), busyCount: rates.count) {
      found = open
    } else {
      saturated.insert(processorCount + task)
      poolWaits[task] = (TimeShape(mean: .infinity, variance: .infinity), 1)
      return [Double](repeating: 0, count: rates.count) + [1]
    }
    found.stretchWait(by: fullnessFactor(ofPool: task))
    let new = found.wait + echoes.waitBehindSiblings(at: processorCount + task)
    let old = poolWaits[task].time.mean
    let wait = old.isFinite ? 0.5 * (new + old) : new
    let share = waitingShare(at: processorCount + task, found.waitingShare, wait: wait)
    poolWaits[task] = (TimeShape(wait: wait, share: share), share)
    return found.busyServers
  }

  /// Means over callers of the wait for a thread. Returns the largest change relative to the response.
  mutating func findPoolWaits() -> Double {
    var change = 0.0
    var sums = [(mean: Double, second: Double, share: Double, flow: Double)](
      repeating: (0, 0, 0, 0), count: network.tasks.count)
    for scope in scopes {
      for (visits, found) in zip(scope.visits, scope.results) where visits.station >= processorCount {
        let flow = scope.flow * visits.count
        let share = waitingShare(at: visits.station, found.waitingShare, wait: found.wait)
        let wait = TimeShape(wait: max(0, found.wait), share: share)
        let task = visits.station - processorCount
        sums[task].mean += flow * wait.mean
        sums[task].second += flow * wait.square
        sums[task].share += flow * share
        sums[task].flow += flow
      }
    }
    for index in pools {
      let task = scopes[index].task
      guard sums[task].flow > 0, !isSpliced[task] else { continue }
      let mean = sums[task].mean / sums[task].flow
      let old = poolWaits[task].time.mean
      var hold = 0.0
      for entry in program.entriesOfTask[task] { hold = max(hold, carriedMean(entry)) }
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
