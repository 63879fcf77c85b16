/// Slices of time: what is counted in each, and when one ends.
extension ServiceRun {
  /// Closes every part that ended before now; true when the run is over.
  @inline(never)
  mutating func closeParts() -> Bool {
    let event = now
    while event >= nextBoundary {
      let before = record.partMeans.last ?? 0
      record.partMeans.append(partCompleted > 0 ? partTime / partCompleted : before)
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

  /// Makes one slice of all that was seen, for a run that ended before its first slice did.
  mutating func closeOnlySlice() {
    guard now > 0 else { return }
    record.sliceLength = now
    closeSlice()
  }

  private mutating func closeSlice() {
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
