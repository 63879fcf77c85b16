package import TenfoldModel

/// How old what is read from copies and projections may be.
extension Reading {
  /// True when somebody reads a store's data from a copy, from another region, or from a projection of it.
  package func showsOlderData(of component: Int) -> Bool {
    let hasCopies = copies(of: component) > 0
    let readsCopies = hasCopies && system.components[component].readTarget != .primary
    let isSpread = hasCopies && system.regionCount > 1
    return readsCopies || isSpread || system.components[component].projectionLag >= 0
  }

  /// Time until copies have nearly every write, in seconds: the base lag, the way between regions, and what 99 % of the
  /// writes spend waiting and being applied. Infinite where copies do not keep up.
  ///
  /// Applying is M/M/1, whose time is exponential; several servers that apply are taken as one of their utilization.
  ///
  /// - Parameter rate: Requests to the system per second; ≥ 0.
  ///
  /// **Source.** Kleinrock, Queueing Systems I, 1975, section 3.2.
  package func ageOfCopies(of component: Int, at rate: Double) -> Double {
    var lag = value(system.components[component].lag, or: 0)
    lag += value(system.components[component].projectionLag, or: 0)
    if system.regionCount > 1 { lag += value(system.crossRegion, or: 0) / 2 }
    guard replicaStation[component] >= 0 else { return lag }
    let flow = rate * hottestShardShare(of: component)
    var (busy, writes) = (0.0, 0.0)
    for operation in system.components[component].operations where system.operations[operation].writes {
      busy += flow * visits[operation] * applyTime(ofWrite: operation)
      writes += flow * visits[operation]
    }
    guard writes > 0 else { return lag }
    let utilization = busy / applyServerCount(of: component)
    return utilization < 1 ? lag + logarithm(100) * busy / writes / (1 - utilization) : .infinity
  }
}
