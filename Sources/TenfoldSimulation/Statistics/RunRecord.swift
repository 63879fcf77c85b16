internal import TenfoldModel

/// What one run counted: sums by slice of its time, and how long what was asked for took.
///
/// A run is cut into `sliceCount` slices of equal length, which serve as the batches of its intervals, and each
/// slice into `partCount` parts, whose mean response times tell how long the warm-up lasted. So its size does not
/// depend on how many events passed.
struct RunRecord: Sendable, Hashable {
  /// Slices of a run.
  static let sliceCount = 32
  /// Parts of a slice.
  static let partCount = 10

  /// Length of a slice, in seconds.
  var sliceLength: Double
  /// Sums by slice; what each is belongs to the kind of run.
  var sums: [[Double]] = []
  /// Response times by slice and class.
  var histograms: [[LatencyHistogram]] = []
  /// Mean response time of each part of every slice; a part in which nothing ended repeats the one before.
  var partMeans: [Double] = []
  /// Events that happened.
  var events = 0
  /// True when the run was stopped before its end.
  var isPartial = false
  /// True when it ended because no time would pass any more.
  var isEndless = false
  /// What became of requests in each part of every slice.
  var parts: [Part] = []
  /// Fewest and most replicas of each component in service, by slice.
  var replicaBounds: [[ClosedRange<Int32>]] = []
  /// What happened, by time.
  var log: [LogEntry] = []
  /// Requests that were recorded, and the spans of all of them in the order in which they began.
  var traces: [SpanRecorder.Trace] = []
  var spans: [SpanRecorder.Span] = []

  /// What became of requests in a part of a slice.
  struct Part: Sendable, Hashable {
    var offered = 0.0
    var completed = 0.0
    var failed = 0.0
    /// Sum of the response times of those completed.
    var time = 0.0
  }

  /// Mean response time of each whole slice, every part of it weighing the same.
  var sliceMeans: [Double] {
    (0..<(partMeans.count / Self.partCount)).map { slice in
      let parts = partMeans[(slice * Self.partCount)..<((slice + 1) * Self.partCount)]
      return parts.reduce(0, +) / Double(Self.partCount)
    }
  }
}

/// Runs of one system on different random numbers, warm-up left out, and the intervals they give.
struct RunSample: Sendable {
  /// The runs, by number.
  let runs: [RunRecord]
  /// Slices left out of each run.
  let warmUpSlices: Int
  /// Sums by run and slice, warm-up left out.
  private let kept: [[[Double]]]

  init(_ runs: [RunRecord], removesWarmUp: Bool = true) {
    self.runs = runs
    let warmUp = removesWarmUp ? WarmUp.slices(of: runs.map(\.sliceMeans)) : 0
    warmUpSlices = warmUp
    kept = runs.map { Array($0.sums.dropFirst(warmUp)) }
  }

  /// Time that the sums stand for, over all runs, in seconds.
  var observedTime: Double {
    zip(runs, kept).reduce(0) { $0 + Double($1.1.count) * $1.0.sliceLength }
  }

  /// The sum of a column over all that is kept.
  func total(_ column: Int) -> Double {
    kept.reduce(0) { $0 + $1.reduce(0) { $0 + $1[column] } }
  }

  /// A sum per unit of another: a mean response time, a share.
  func ratio(_ column: Int, per divisor: Int) -> ConfidenceInterval {
    let count = total(divisor)
    return ConfidenceInterval(
      estimate: count > 0 ? total(column) / count : 0,
      batches: kept.map { $0.map { $0[divisor] > 0 ? $0[column] / $0[divisor] : .nan } })
  }

  /// A sum per second, divided by `scale`: a rate, a mean number, a utilization.
  func rate(_ column: Int, scale: Double = 1) -> ConfidenceInterval {
    let time = observedTime
    let batches = zip(runs, kept).map { run, slices in slices.map { $0[column] / (run.sliceLength * scale) } }
    return ConfidenceInterval(estimate: time > 0 ? total(column) / (time * scale) : 0, batches: batches)
  }

  /// All response times of a class.
  func histogram(of index: Int) -> LatencyHistogram {
    var sum = LatencyHistogram()
    for run in runs {
      for slice in run.histograms.dropFirst(warmUpSlices) { sum.merge(slice[index]) }
    }
    return sum
  }

  /// A quantile of a class's response times; nil when there were none.
  ///
  /// The interval is read from the distribution itself, between the quantiles of the shares that the true one lies
  /// between: each slice says which share of its times is no longer than the estimate, and the spread of those shares
  /// how far the share of all may be off. Unlike the spread of each slice's own quantile, that sees a rare long busy
  /// stretch as what it is, which a slice without one knows nothing of. As many independent times would already spread as
  /// the binomial says, so that few times whose largest is the estimate are not taken for certain. The half width is that
  /// of the longer side, and infinite where too few times were seen to tell.
  ///
  /// **Source.** Heidelberger and Lewis, Operations Research 32(1), 1984: quantiles of dependent sequences by
  /// indicators.
  func quantile(_ share: Double, of index: Int) -> ConfidenceInterval? {
    let all = histogram(of: index)
    guard let estimate = all.quantile(share) else { return nil }
    let shares = runs.map { run in
      run.histograms.dropFirst(warmUpSlices).map {
        $0[index].total > 0 ? 1 - $0[index].share(above: estimate) : .nan
      }
    }
    let count = Double(all.total)
    let independent =
      StudentDistribution.quantile((1 + ConfidenceInterval.confidence) / 2, degrees: max(1, count - 1))
      * (share * (1 - share) / count).squareRoot()
    let reach = max(independent, ConfidenceInterval(estimate: share, batches: shares).halfWidth)
    let low = all.quantile(max(0, share - reach)) ?? estimate
    let high = share + reach < 1 ? all.quantile(share + reach) ?? estimate : .infinity
    // The bins themselves are 1/64 wide.
    return ConfidenceInterval(
      estimate: estimate, halfWidth: max(high - estimate, estimate - low, estimate / 128))
  }
}
