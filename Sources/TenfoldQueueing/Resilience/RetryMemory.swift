import TenfoldModel

/// What a retry finds of the queue that made the attempt before it late.
///
/// An attempt at a queue in order of arrival that takes longer than its timeout leaves behind, at the timeout, what it
/// exceeded it by and all that arrived meanwhile: the queue was never empty. So the retry is late far more often than any
/// attempt is, all the more when it comes at once. After a pause the queue has had time to forget.
struct RetryMemory: Sendable {
  /// Probability that a retry at once fails after an attempt that failed, in 0...1.
  var atOnce = 0.0
  /// Seconds in which the queue forgets.
  var time = 0.0
  /// Share of the failures that a saved budget of retries can meet when they come in a row, in 0...1.
  var budgetShare = 1.0

  /// Retries that a budget may save up.
  static let mostTokens = 10.0

  /// Retries fail as any attempt does.
  init() {}

  /// Remembers a queue.
  ///
  /// - Parameters:
  ///   - queue: The queue, its waits in order of arrival.
  ///   - answer: Time of an attempt at it.
  ///   - timeout: In seconds; finite.
  init(_ queue: Queue, answer: TimeShape, timeout: Double) {
    let late = 1 - answer.cumulative(timeout)
    guard late > 0, queue.utilization < 1, queue.serviceTime > 0, answer.mean.isFinite else { return }
    let fit = answer.positive(min(answer.atom, 0.999_999))
    let excess = max(0, (answer.mean - fit.moment(1, upTo: timeout)) / late - timeout)
    // Others were late too, as long as this excess took to build up, and repeat meanwhile.
    let duration = max(1e-12, excess / (1 - queue.utilization))
    let alike = duration / timeout * (1 - exponential(-timeout / duration))
    let arriving = min(1, queue.utilization * (1 + alike)) * timeout
    let second = queue.secondMoment / queue.serviceTime / queue.servers
    let left = TimeShape(
      mean: excess + arriving + queue.serviceTime,
      variance: excess * excess + arriving * second
        + max(0, queue.secondMoment - queue.serviceTime * queue.serviceTime))
    let found = max(late, 1 - left.cumulative(timeout))
    // On several servers only what waited finds the same queue, and the own late copy holds one of them.
    let waited = min(1, queue.waitTail(beyond: timeout) / late)
    let share = max(1 / queue.servers, waited) / queue.machines
    atOnce = late + share * (found - late)
    time = (excess + queue.utilization * timeout) / (1 - queue.utilization)
    if queue.machines < 1.5 {
      let run = LateQueue.busyPeriod(queue.utilization, least: Self.mostTokens)
      let mean = 1 / (1 - queue.utilization)
      budgetShare = ((1 - run.share) * run.meanBelow + run.share * Self.mostTokens) / mean
    }
  }

  /// A called's cores on each of its machines.
  struct Queue: Sendable {
    /// Busy share.
    var utilization: Double
    /// Cores of one machine.
    var servers: Double
    /// Machines, of which a call takes one at random.
    var machines: Double
    /// Mean time of an execution at a core, in seconds.
    var serviceTime: Double
    /// Its second moment.
    var secondMoment: Double

    /// Probability that an execution waits longer than a time for a core, as with exponential service.
    func waitTail(beyond time: Double) -> Double {
      let load = utilization * servers
      return Erlang.waiting(serverCount: Int(servers), offeredLoad: load)
        * exponential(-(servers - load) * time / serviceTime)
    }
  }

  /// Probability that a retry after a pause of anything up to twice `pause` seconds fails, where any attempt fails with
  /// `failure`.
  func failure(afterPause pause: Double, _ failure: Double) -> Double {
    guard atOnce > failure, time > 0 else { return failure }
    let pauses = 2 * pause / time
    let kept = pauses > 1e-9 ? (1 - exponential(-pauses)) / pauses : 1
    return failure + kept * (atOnce - failure)
  }
}
