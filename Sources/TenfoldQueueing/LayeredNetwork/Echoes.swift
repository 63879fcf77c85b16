/// How the visits that one request makes to a station follow and meet each other.
///
/// Formulas for a station take its visits as independent of each other. Those of one request are not: one that comes
/// back at once finds what it left, and parallel ones stand in each other's way.
struct Echoes {
  /// Share of the visits to each station that come back so soon that what they left still holds.
  var returnShares: [Double] = []
  /// What a visit waits in the mean for others of its own request, in seconds, by station.
  var directWaits: [Double] = []
  /// What every visit waits longer because of that, in seconds, by station.
  var waitsBehind: [Double] = []
  /// What a branch of a parallel part waits for its siblings, in seconds, by child.
  var branchWaits: [Double] = []

  /// Variance that an execution of each entry has more because its visits to a station find it alike, in seconds
  /// squared, without that of what it calls: what was found, and what is added. The same of each branch, by child.
  var entryVariances: [Double] = []
  var variances: [Double] = []
  var branchVariances: [Double] = []
  /// Variance of what the branches of a parallel part wait alike, in seconds squared, by node.
  var commonVariances: [Int: Double] = [:]

  func moreVariance(of entry: Int) -> Double { entry < variances.count ? variances[entry] : 0 }

  func branchVariance(of child: Int) -> Double { child < branchVariances.count ? branchVariances[child] : 0 }

  func commonVariance(of node: Int) -> Double { commonVariances[node] ?? 0 }

  /// Of the visits to a station, those that find it as anybody would.
  func freshShare(at station: Int) -> Double {
    station < returnShares.count ? 1 - returnShares[station] : 1
  }

  func directWait(at station: Int) -> Double { station < directWaits.count ? directWaits[station] : 0 }

  func waitBehindSiblings(at station: Int) -> Double {
    station < waitsBehind.count ? waitsBehind[station] : 0
  }

  func branchWait(of child: Int) -> Double { child < branchWaits.count ? branchWaits[child] : 0 }
}

/// The visits of a part of a request to one station.
struct VisitTrace {
  /// Mean number.
  var count = 0.0
  /// Probability of any.
  var any = 0.0
  /// The same, weighted by how little of the station's own time passes before the first, or after the last.
  var head = 0.0
  var tail = 0.0
  /// Pairs of visits one after the other, weighted by how little time lies between.
  var pairs = 0.0
  /// Visits, weighted by how alike the station still is at the beginning, or at the end, of the part.
  var heads = 0.0
  var tails = 0.0

  /// One visit.
  static var once: VisitTrace { VisitTrace(count: 1, any: 1, head: 1, tail: 1, pairs: 0, heads: 1, tails: 1) }
}

/// How fast a station forgets, and how uncertain a wait at it is.
struct StationMemory {
  /// Time after which what a visit left behind is gone, in seconds.
  var scale = 1e-9
  /// Time after which its queue is another, in seconds.
  var relaxation = 1e-9
  /// Variance of a wait, over the machines that a visit may come to, in seconds squared.
  var variance = 0.0
}

/// The visits of a part of a request to all stations, and how long it takes.
struct RequestTrace {
  var time = 0.0
  var at: [Int: VisitTrace] = [:]

  /// Variance that the visits add together, in seconds squared.
  var variance = 0.0

  /// One after the other.
  mutating func append(_ next: RequestTrace, _ memories: [StationMemory]) {
    for station in at.keys where next.at[station] == nil {
      at[station]!.tail *= Self.decay(next.time, memories[station].scale)
      at[station]!.tails *= Self.decay(next.time, memories[station].relaxation)
    }
    for (station, other) in next.at {
      var own = at[station] ?? VisitTrace()
      let memory = memories[station]
      own.pairs += other.pairs + own.tail * other.head
      variance += 2 * own.tails * other.heads * memory.variance
      own.head += (1 - own.any) * Self.decay(time, memory.scale) * other.head
      own.tail = other.tail + (1 - other.any) * Self.decay(next.time, memory.scale) * own.tail
      own.heads += Self.decay(time, memory.relaxation) * other.heads
      own.tails = other.tails + Self.decay(next.time, memory.relaxation) * own.tails
      own.any += (1 - own.any) * other.any
      own.count += other.count
      at[station] = own
    }
    time += next.time
    variance += next.variance
  }

  /// Taken with a share.
  mutating func add(_ branch: RequestTrace, share: Double) {
    time += share * branch.time
    variance += share * branch.variance
    for (station, other) in branch.at {
      var own = at[station] ?? VisitTrace()
      own.count += share * other.count
      own.any += share * other.any
      own.head += share * other.head
      own.tail += share * other.tail
      own.pairs += share * other.pairs
      own.heads += share * other.heads
      own.tails += share * other.tails
      at[station] = own
    }
  }

  private static func decay(_ time: Double, _ scale: Double) -> Double {
    time.isFinite ? scale / (scale + time) : 0
  }
}
