internal import TenfoldModel

/// Slices of time: what is counted in each, and when one ends.
extension ServiceRun {
  /// Closes every part that ended before now; true when the run is over.
  @inline(never)
  mutating func closeParts() -> Bool {
    let event = now
    while event >= clock.nextBoundary {
      let end = clock.nextBoundary
      notePart()
      if clock.closePart(of: &record) {
        now = end
        closeSlice()
      }
      if clock.isOver(&record) { return true }
    }
    now = event
    return clock.isStopped(&record)
  }

  /// Notes what became of requests since the last part, which is what the slice has counted beyond it.
  private mutating func notePart() {
    var counted = RunRecord.Part(completed: clock.completed, time: clock.time)
    for journey in 0..<program.reportedJourneyCount {
      counted.offered += journeys[journey].offered
      counted.failed += journeys[journey].failedCount
    }
    let slice = record.parts.suffix(clock.partsOfSlice)
    counted.offered -= slice.reduce(0) { $0 + $1.offered }
    counted.failed -= slice.reduce(0) { $0 + $1.failed }
    record.parts.append(counted)
  }

  /// Makes one slice of all that was seen, for a run that ended before its first slice did.
  mutating func closeOnlySlice() {
    guard now > 0 else { return }
    record.sliceLength = now
    closeSlice()
  }

  private mutating func closeSlice() {
    record.replicaBounds.append((0..<componentCount).map { takeReplicaBounds($0) })
    var sums: [Double] = []
    var histograms: [LatencyHistogram] = []
    for journey in 0..<journeys.count {
      sums += journeys[journey].columns
    }
    for journey in 0..<program.reportedJourneyCount {
      histograms.append(
        LatencyHistogram(counts: bins.pointer(from: journey * LatencyHistogram.binCount)))
    }
    for component in 0..<componentCount {
      let busy = tallies[component].busyCores.take(now)
      busyTotals[component] += busy
      sums += [
        busy, tallies[component].coreQueue.take(now), tallies[component].heldWorkers.take(now),
        tallies[component].workerQueue.take(now), tallies[component].connectionQueue.take(now),
        tallies[component].replicas.take(now), tallies[component].completed, tallies[component].retries,
        tallies[component].hedges, tallies[component].wasted,
      ]
      tallies[component].completed = 0
      tallies[component].retries = 0
      tallies[component].hedges = 0
      tallies[component].wasted = 0
    }
    for index in 0..<dataTallies.count {
      sums += dataTallies[index].columns
      for kind in 0..<2 {
        histograms.append(
          LatencyHistogram(counts: dataBins.pointer(from: (2 * index + kind) * LatencyHistogram.binCount)))
      }
    }
    dataTallies.fill(DataTally())
    dataBins.fill(0)
    journeys.fill(JourneyTally())
    bins.fill(0)
    record.sums.append(sums)
    record.histograms.append(histograms)
  }
}
