public import TenfoldModel

/// How long and how often a station network is run.
public struct SimulationLength: Sendable, Hashable {
  /// Simulated time of a run, in seconds.
  public var duration: Double
  /// Runs on different random numbers.
  public var runs: Int
  /// The seed of all of them.
  public var seed: UInt64

  /// Chooses a length.
  public init(duration: Double, runs: Int = 1, seed: UInt64 = 1) {
    self.duration = duration
    self.runs = runs
    self.seed = seed
  }
}

/// What runs of a station network showed, with 99 % intervals.
public struct StationNetworkResult: Sendable {
  /// What one station showed.
  public struct Station: Sendable {
    /// Busy share of a server; of a delay, the mean number present.
    public var utilization: ConfidenceInterval
    /// Customers present, waiting or served.
    public var queueLength: ConfidenceInterval
    /// Completions per second, by class.
    public var throughputs: [ConfidenceInterval]
    /// Time of one visit, waiting and served, by class.
    public var visitTimes: [ConfidenceInterval]
    /// Customers refused, per second.
    public var refusedRate: ConfidenceInterval
  }

  /// What one class showed.
  public struct CustomerClass: Sendable {
    /// Customers that left, or went to think, per second.
    public var throughput: ConfidenceInterval
    /// Time from entering to leaving.
    public var responseTime: ConfidenceInterval
    /// All response times.
    public var responseTimes: LatencyHistogram
    /// Its 99th percentile; nil when nothing left.
    public var p99: ConfidenceInterval?
  }

  /// By station.
  public var stations: [Station]
  /// By class.
  public var classes: [CustomerClass]
  /// Events that happened in all runs.
  public var events: Int
  /// Slices of 32 that were left out of each run as warm-up.
  public var warmUpSlices: Int
  /// A number that differs when any digit of the result differs.
  public var fingerprint: UInt64
}

extension StationNetwork {
  /// Simulates the network.
  ///
  /// - Parameters:
  ///   - length: Duration, runs and seed.
  ///   - loop: Spreads the runs over threads; their number changes no digit.
  /// - Throws: ``SimulationError`` for a network or a length that means nothing.
  /// - Complexity: O(events · log(events pending)) time; memory grows with what is in flight at once.
  public func simulate(
    _ length: SimulationLength, on loop: ParallelLoop = serialLoop
  ) throws(SimulationError) -> StationNetworkResult {
    try validate()
    guard length.duration > 0, length.duration < .infinity else {
      throw .invalid(place: "duration", problem: "\(length.duration) s; a time above 0 is needed")
    }
    guard length.runs >= 1 else {
      throw .invalid(place: "runs", problem: "\(length.runs); 1 or more are needed")
    }
    let records = parallelMap(length.runs, on: loop) { run in
      StationNetworkRun(self, duration: length.duration, seed: length.seed, run: run).finish()
    }
    return result(of: RunSample(records))
  }

  func result(of sample: RunSample) -> StationNetworkResult {
    StationNetworkResult(
      stations: stations.indices.map { station($0, sample) },
      classes: classes.indices.map { customerClass($0, sample) },
      events: sample.runs.reduce(0) { $0 + $1.events }, warmUpSlices: sample.warmUpSlices,
      fingerprint: sample.fingerprint)
  }

  private func station(_ index: Int, _ sample: RunSample) -> StationNetworkResult.Station {
    let servers = stations[index].discipline == .delay ? 1 : stations[index].serverCount
    let columns = classes.indices.map { 3 * stations.count + 2 * (index * classes.count + $0) }
    return StationNetworkResult.Station(
      utilization: sample.rate(3 * index + 1, scale: Double(servers)), queueLength: sample.rate(3 * index),
      throughputs: columns.map { sample.rate($0) },
      visitTimes: columns.map { sample.ratio($0 + 1, per: $0) }, refusedRate: sample.rate(3 * index + 2))
  }

  private func customerClass(_ index: Int, _ sample: RunSample) -> StationNetworkResult.CustomerClass {
    let column = 3 * stations.count + 2 * stations.count * classes.count + 2 * index
    return StationNetworkResult.CustomerClass(
      throughput: sample.rate(column), responseTime: sample.ratio(column + 1, per: column),
      responseTimes: sample.histogram(of: index), p99: sample.quantile(0.99, of: index))
  }
}

extension RunSample {
  /// A number made of every sum of every run.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for run in runs {
      for sum in run.sums.joined() {
        // FNV-1a over the bits of the doubles.
        hash = (hash ^ sum.bitPattern) &* 0x0000_0100_0000_01B3
        hash ^= hash >> 29
      }
    }
    return hash
  }
}
