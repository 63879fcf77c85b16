/// Cuts the time of a run into parts and slices, and keeps the mean response time of each part.
struct PartClock {
  /// When the present part ends, in seconds.
  private(set) var nextBoundary: Double
  private let partLength: Double
  private var part = 0
  /// What ended in the present part, and the sum of its response times in seconds.
  private(set) var completed = 0.0
  private(set) var time = 0.0
  private let stops: @Sendable (Int) -> Bool

  /// Events between two looks at whether the run is to stop, less one; a power of two less one.
  static let lookMask = 1 << 16 - 1

  /// Starts the clock of a run.
  ///
  /// - Parameters:
  ///   - record: The run's record, whose slices have a length.
  ///   - stops: Told how many parts have ended since it was last asked, and asked in long parts as well; true ends
  ///     the run early.
  init(_ record: RunRecord, stops: @escaping @Sendable (Int) -> Bool) {
    partLength = record.sliceLength / Double(RunRecord.partCount)
    nextBoundary = partLength
    self.stops = stops
  }

  /// Parts of the present slice that have ended.
  var partsOfSlice: Int { part % RunRecord.partCount }

  /// Counts a response time, in seconds.
  @inline(__always)
  mutating func note(_ responseTime: Double) {
    completed += 1
    time += responseTime
  }

  /// Ends the present part; true when a slice ends with it.
  mutating func closePart(of record: inout RunRecord) -> Bool {
    record.partMeans.append(completed > 0 ? time / completed : record.partMeans.last ?? 0)
    (completed, time) = (0, 0)
    part += 1
    nextBoundary = Double(part + 1) * partLength
    return partsOfSlice == 0
  }

  /// True when all slices of `record` are there, or when the run is to stop before.
  func isOver(_ record: inout RunRecord) -> Bool {
    if record.sums.count == RunRecord.sliceCount { return true }
    return isStopped(&record, after: 1)
  }

  /// True when the run is to stop before its end.
  func isStopped(_ record: inout RunRecord, after parts: Int = 0) -> Bool {
    if stops(parts) { record.isPartial = true }
    return record.isPartial
  }
}
