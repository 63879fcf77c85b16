/// A stream of customers and what they visit: users, the threads of one pool, or what arrives from outside.
///
/// A thread of a pool carries its request through every task below whose workers never run out; it queues at the
/// processors of these and at the next pools that are limited.
struct LayeredScope {
  enum Kind { case users, pool, open }
  let kind: Kind
  /// The task of the users or the pool; -1 for arrivals from outside.
  let task: Int
  /// Users, or threads of one copy.
  var population = 0
  /// Threads that are told apart: no more than the load ever keeps busy, so that large idle pools cost nothing.
  var levels = 0
  /// The numbers the last solution was found from.
  var signature: [Double] = []
  /// Copies of the pool.
  var copies = 1
  /// Entries executed, callers first.
  var entries: [Int] = []
  /// Executions per cycle of each of `entries`.
  var executions: [Double] = []
  /// Visits at stations.
  var visits: [Visits] = []
  /// Time per cycle spent neither at processors nor at pools, as far as it is waited for, in seconds.
  var delay = 0.0
  /// The part of it between two cycles.
  var thinkTime = 0.0
  /// Throughput with 1 ... N customers of one copy.
  var throughputs: [Double] = []
  var stream: ClosedStream?
  /// Of users, the throughput that goes with their response over that of the stream.
  var consistency = 1.0
  var views: [StationView] = []
  /// Distribution of the number present at each of `visits`.
  var present: [[Double]] = []
  /// Probability of 0 ... N busy threads of one copy.
  var busyThreads: [Double] = []
  /// What visits find, in the order of `visits`.
  var results: [StationResult] = []
  /// Weights of the branches of parallel parts in the time of the whole, by child.
  var branchWeights: [Double] = []
  /// Cycles per second of all copies.
  var flow = 0.0

  /// True for the same stream of another network.
  func isAlike(_ other: LayeredScope) -> Bool {
    kind == other.kind && task == other.task && population == other.population && copies == other.copies
  }

  /// Forgets what visits found.
  mutating func forgetResults() {
    signature = []
    results = []
    present = []
    views = []
    stream = nil
  }

  /// Of a customer's time, how much it is at stations for what it does not wait for, over all its time.
  var overlap: Double {
    var (unawaited, cycle) = (0.0, delay)
    for (index, stop) in visits.enumerated() {
      // Waits are alike for all visits; what they are served is not.
      let wait = results.count == visits.count ? results[index].time - stop.meanService : 0
      unawaited += (stop.count - stop.awaited) * wait + stop.service - stop.awaitedService
      cycle += stop.awaited * wait + stop.awaitedService
    }
    return cycle > 0 && unawaited > 1e-9 * cycle ? unawaited / cycle : 0
  }

  /// Busy threads of one copy in the mean, in the last pass.
  var meanBusyThreads: Double { busyThreads.enumerated().reduce(0) { $0 + Double($1.0) * $1.1 } }

  /// Mean time of a cycle in the last pass, without think time.
  var cycleTime: Double {
    zip(visits, results).reduce(delay - thinkTime) { $0 + $1.0.awaited * $1.1.time }
  }

  /// Mean time of a visit at a station in the last pass; nil before the first.
  func resultTime(at station: Int) -> Double? {
    guard results.count == visits.count, let index = visits.firstIndex(where: { $0.station == station })
    else { return nil }
    return results[index].time
  }

  /// Mean wait of a visit at a station in the last pass; 0 before the first.
  func resultWait(at station: Int) -> Double {
    guard results.count == visits.count, let index = visits.firstIndex(where: { $0.station == station })
    else { return 0 }
    return results[index].wait
  }

  /// Share of the visits at a station that waited in the last pass; 0 before the first.
  func resultShare(at station: Int) -> Double {
    guard results.count == visits.count, let index = visits.firstIndex(where: { $0.station == station })
    else { return 0 }
    return results[index].waitingShare
  }

  /// Visits of the stream at one station, per cycle.
  struct Visits {
    /// Processors first, then tasks.
    var station: Int
    /// Visits.
    var count = 0.0
    /// Visits that are waited for.
    var awaited = 0.0
    /// Visits that belong to no other stream.
    var own = 0.0
    /// Service over the visits, in seconds.
    var service = 0.0
    var ownService = 0.0
    /// Sum over the visits of the second moment of the service.
    var second = 0.0
    var ownSecond = 0.0
    /// Sum over the stream's own visits of the third moment of the service.
    var ownThird = 0.0
    /// Service that is waited for.
    var awaitedService = 0.0
    /// Second phases over the visits, in seconds.
    var overlap = 0.0
    /// Mean service of a visit.
    var meanService: Double { count > 0 ? service / count : 0 }
  }
}
