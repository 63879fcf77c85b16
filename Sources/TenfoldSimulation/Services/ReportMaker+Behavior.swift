internal import TenfoldModel

/// What is reported of a component besides calls and cores.
extension ReportMaker {
  private typealias Column = DataTally.Column

  /// First column of what is tallied of a component.
  private func firstColumn(_ tally: Int) -> Int {
    program.journeys.count * JourneyTally.columnCount + program.components.count * ComponentTally.columnCount
      + tally * DataTally.columnCount
  }

  func behavior(_ index: Int) -> SimulationReport.Behavior? {
    let component = program.components[index]
    guard component.tally >= 0 else { return nil }
    let tally = Int(component.tally)
    let first = firstColumn(tally)
    func rate(_ column: Column) -> ConfidenceInterval { sample.rate(first + column.rawValue) }
    func share(_ column: Column, of whole: Column) -> ConfidenceInterval? {
      guard sample.total(first + whole.rawValue) > 0 else { return nil }
      return sample.ratio(first + column.rawValue, per: first + whole.rawValue)
    }
    var result = SimulationReport.Behavior()
    if let cache = program.caches.first(where: { $0.component == Int32(index) }) {
      result.hitRatio = share(.hits, of: .asked)
      if cache.coalesces { result.coalesced = rate(.coalesced) }
    }
    if canBeStale(component, index) {
      result.staleShare = share(.stale, of: .reads)
      result.staleAges = percentiles(tally, 0)
      result.lags = percentiles(tally, 1)
      result.ownMissShare = share(.ownMisses, of: .ownReads)
    }
    if mayLoseWrites(component) {
      result.lostWrites = sample.runs.reduce(0) { sum, run in
        run.sums.reduce(sum) { $0 + $1[first + Column.lost.rawValue] }
      }
    }
    if program.guards.contains(where: { $0.topic == Int32(index) }) {
      result.deadLetters = rate(.deadLetters)
    }
    if sample.total(first + Column.failedSagas.rawValue) > 0 {
      result.failedSagas = rate(.failedSagas)
      result.compensations = rate(.compensations)
      result.inconsistentShare = share(.inconsistent, of: .failedSagas)
    }
    if component.limiter >= 0 {
      result.shed = rate(.shed)
      result.limit = share(.limits, of: .answers)
    }
    return result
  }

  /// True when a primary with copies may be gone for a while.
  private func mayLoseWrites(_ component: ServiceProgram.Component) -> Bool {
    guard component.copies >= 0, component.dataset >= 0 else { return false }
    let first = program.groups[Int(component.primaries)].first
    let primaries = first..<(first + component.shardCount)
    return program.plan.units.contains { $0.replicas.contains { primaries.contains($0) } }
  }

  private func canBeStale(_ component: ServiceProgram.Component, _ index: Int) -> Bool {
    component.copies >= 0 || component.quorum >= 0 || component.projected >= 0
      || program.caches.contains { $0.component == Int32(index) && $0.rule == .keep }
  }

  private func percentiles(_ tally: Int, _ kind: Int) -> [Double: ConfidenceInterval] {
    var result: [Double: ConfidenceInterval] = [:]
    for share in [0.5, 0.95, 0.99] {
      result[share] = sample.quantile(share, of: program.reportedJourneyCount + 2 * tally + kind)
    }
    return result
  }
}
