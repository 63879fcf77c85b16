import TenfoldModel

extension LayeredFixedPoint {
  /// How many times as often all threads of a pool are busy than if its processors' service were exponential.
  ///
  /// Threads that stand behind one long service are many at once. With a geometric tail of the queue whose mean
  /// Kimura's factor makes right, the probability of n more present than servers grows by (σ'/σ)^n; threads that are
  /// elsewhere do not count.
  func fullnessFactor(ofPool task: Int) -> Double {
    let scope = scopes[scopeOfTask[task]]
    guard scope.results.count == scope.visits.count, scope.cycleTime > 0 else { return 1 }
    var factor = 1.0
    for (visits, found) in zip(scope.visits, scope.results) where visits.station < processorCount {
      let processor = network.processors[visits.station]
      let total = totals[visits.station]
      let busy = total.work / Double(processor.serverCount)
      guard processor.discipline == .firstComeFirstServed, total.flow > 0, busy > 0.02, busy < 0.98 else {
        continue
      }
      let mean = total.work / total.flow
      let variability = total.second / total.flow / (mean * mean) - 1
      let wait =
        1
        + (Self.waitFactor(variability, servers: processor.serverCount, utilization: busy) - 1)
        * echoes.freshShare(at: visits.station)
      guard wait > 0 else { continue }
      let tail = wait * busy / (1 - busy + wait * busy)
      let there = min(1, visits.awaited * found.time / scope.cycleTime)
      let beyond = Double(max(0, scope.population - processor.serverCount))
      factor *= power(tail / busy, beyond * there * there)
    }
    return min(4, max(0.25, factor))
  }
}
