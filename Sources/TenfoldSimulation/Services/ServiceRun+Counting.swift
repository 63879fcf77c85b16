/// Slices of time: what is counted in each, and when one ends.
extension ServiceRun {
  /// Closes every part that ended before now; true when the run is over.
  @inline(never)
  mutating func closeParts() -> Bool {
    let event = now
    while event >= nextBoundary {
      let before = record.partMeans.last ?? 0
      record.partMeans.append(partCompleted > 0 ? partTime / partCompleted : before)
      closePart()
      (partCompleted, partTime) = (0, 0)
      part += 1
      if part % RunRecord.partCount == 0 {
        now = nextBoundary
        closeSlice()
        if record.sums.count == RunRecord.sliceCount { return true }
      }
      nextBoundary = Double(part + 1) * partLength
      if stops() {
        record.isPartial = true
        return true
      }
    }
    now = event
    return false
  }

  /// Notes what became of requests since the last part, which is what the slice has counted beyond it.
  private mutating func closePart() {
    var counted = RunRecord.Part(completed: partCompleted, time: partTime)
    for journey in 0..<journeys.count {
      counted.offered += journeys[journey].offered
      counted.failed += journeys[journey].failedCount
    }
    let slice = record.parts.suffix(part % RunRecord.partCount)
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
    journeys.fill(JourneyTally())
    bins.fill(0)
    record.sums.append(sums)
    record.histograms.append(histograms)
  }
}
