import TenfoldModel

/// A store of N replicas in which a write is done when W acknowledged it and a read when R replied: how long both take, and
/// how often a read misses the newest write (probabilistically bounded staleness).
///
/// Model "WARS": a write reaches replica i after W_i and its acknowledgement is back A_i later; a read reaches it after R_i
/// and its reply is back S_i later; all independent. A read that begins t after the write was done is stale when each of the
/// first R repliers was read before the write reached it. The probability is integrated, not simulated: relative error
/// near 1e-3 down to one in a million.
///
/// **Source.** Bailis, Venkataraman, Franklin, Hellerstein and Stoica, Proceedings of the VLDB Endowment 5(8), 2012.
public struct ReplicaQuorum: Sendable {
  /// One replica's one-way times.
  public struct Replica: Sendable, Hashable {
    /// Until a write reaches it, W.
    public let write: LatencyMixture
    /// Until its acknowledgement is back, A.
    public let acknowledgement: LatencyMixture
    /// Until a read reaches it, R.
    public let read: LatencyMixture
    /// Until its reply is back, S.
    public let response: LatencyMixture

    /// Makes a replica.
    public init(
      write: LatencyMixture, acknowledgement: LatencyMixture, read: LatencyMixture, response: LatencyMixture
    ) {
      self.write = write
      self.acknowledgement = acknowledgement
      self.read = read
      self.response = response
    }
  }

  /// Replicas, N.
  public let replicaCount: Int
  /// Replies that a read waits for, R.
  public let readQuorum: Int
  /// Acknowledgements that a write waits for, W.
  public let writeQuorum: Int
  private let writes: [LatencySum]
  private let reads: [LatencySum]
  /// Steps of the commit time u and, for each, which replicas are missing with what weight.
  private let commits: [Commit]
  /// For each set of replicas read (a bit each) probabilities that all miss the write, by time since it was sent.
  private let misses: [Int: MissTable]

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - replicas: 1 to 8, alike or not (for instance one near and two in other regions).
  ///   - readQuorum: R, in 1...N.
  ///   - writeQuorum: W, in 1...N.
  /// - Throws: ``QueueingError/invalidValue(place:quantity:value:expected:)``.
  /// - Complexity: About 10^7 multiplications for three replicas; each further replica multiplies the sets of replicas.
  public init(replicas: [Replica], readQuorum: Int, writeQuorum: Int) throws(QueueingError) {
    let place = "quorum"
    guard (1...8).contains(replicas.count) else {
      throw .invalidValue(
        place: place, quantity: "number of replicas", value: "\(replicas.count)", expected: "1 to 8")
    }
    for (value, quantity) in [(readQuorum, "read quorum"), (writeQuorum, "write quorum")]
    where !(1...replicas.count).contains(value) {
      throw .invalidValue(
        place: place, quantity: quantity, value: "\(value)", expected: "1 to \(replicas.count), the replicas")
    }
    replicaCount = replicas.count
    self.readQuorum = readQuorum
    self.writeQuorum = writeQuorum
    var known: [[LatencyMixture]: LatencySum] = [:]
    func sum(_ first: LatencyMixture, _ second: LatencyMixture) -> LatencySum {
      if let sum = known[[first, second]] { return sum }
      let sum = LatencySum(first, second)
      known[[first, second]] = sum
      return sum
    }
    writes = replicas.map { sum($0.write, $0.acknowledgement) }
    reads = replicas.map { sum($0.read, $0.response) }
    guard readQuorum + writeQuorum <= replicas.count else {
      (commits, misses) = ([], [:])
      return
    }
    commits = Self.commits(writes, writeQuorum: writeQuorum, readQuorum: readQuorum)
    let sets = Set(commits.flatMap { $0.missing.keys })
    let latest = commits.map(\.time).max() ?? 0
    let earliest = commits.map(\.time).min() ?? 0
    misses = Self.tables(replicas, reads, sets: sets, earliest: earliest, latest: latest)
  }

  /// The time within which a share of the reads is answered, in seconds.
  public func readLatency(_ share: Double) -> Double { Self.latency(reads, of: readQuorum, share) }

  /// The time within which a share of the writes is done, in seconds.
  public func writeLatency(_ share: Double) -> Double { Self.latency(writes, of: writeQuorum, share) }

  /// Probability that a read which begins `time` seconds after a write was done does not see it; 0 when R + W > N.
  public func staleness(after time: Double) -> Double {
    guard !commits.isEmpty else { return 0 }
    var result = 0.0
    for commit in commits {
      for (set, weight) in commit.missing {
        result += weight * (misses[set]?.value(at: commit.time + max(0, time)) ?? 0)
      }
    }
    return min(1, result)
  }

  /// Seconds after a write was done from which at most `share` of the reads miss it; 0 when fewer do at once.
  public func visibility(atMostStale share: Double) -> Double {
    guard staleness(after: 0) > share else { return 0 }
    return RootFinding.whereTail(falls: share, scale: max(writeLatency(0.5), 1e-9)) { staleness(after: $0) }
  }

  /// Probability that a read sees none of the last `versions` writes when quorums are drawn by chance, as where every write
  /// waits for its quorum only and nothing spreads it further.
  ///
  /// ((N − W choose R)/(N choose R))^versions.
  public static func versionStaleness(
    replicaCount: Int, readQuorum: Int, writeQuorum: Int, versions: Int
  ) -> Double {
    let (n, r, w) = (replicaCount, readQuorum, writeQuorum)
    guard r + w <= n else { return 0 }
    let one = (0..<r).reduce(1.0) { $0 * Double(n - w - $1) / Double(n - $1) }
    return power(one, Double(versions))
  }

  /// Quantile of the time until `needed` of independent times are over.
  private static func latency(_ times: [LatencySum], of needed: Int, _ share: Double) -> Double {
    RootFinding.whereTail(falls: 1 - share, scale: max(times[0].scale, 1e-9)) { time in
      // Probability of each number over by then.
      var counts = [1.0] + [Double](repeating: 0, count: times.count)
      for (index, sum) in times.enumerated() {
        let late = sum.tail(beyond: time)
        for n in stride(from: index + 1, through: 1, by: -1) {
          counts[n] = counts[n] * late + counts[n - 1] * (1 - late)
        }
        counts[0] *= late
      }
      return counts[0..<needed].reduce(0, +)
    }
  }
}
