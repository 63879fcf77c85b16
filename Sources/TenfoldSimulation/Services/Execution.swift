internal import TenfoldModel

/// Something under way: a request, a call of it, a branch of that, or the watch over a call.
struct Execution: BitwiseCopyable {
  enum Kind: UInt8 {
    /// A request, or a user who makes one after another.
    case request
    /// An operation that runs because somebody called it.
    case call
    /// Steps that run beside others of the same execution.
    case branch
    /// What stands between caller and callee: gives up, tries again, sends a second copy.
    case watch
    /// What was lost with its replica and stays until the event comes that is about it.
    case ghost
    /// A copy's share of a write.
    case apply
    /// One replica's share of a request to a quorum.
    case part
  }

  /// When it began.
  var began = 0.0
  /// Changes when the record is used anew, or when answers that are due are no longer wanted.
  var generation: UInt32 = 0
  /// The generation of its parent that waits for its answer.
  var parentGeneration: UInt32 = 0
  /// Who waits for its answer; -1 for nobody.
  var parent: Int32 = -1
  /// The next one in the row it stands in.
  var next: Int32 = -1
  /// The instruction to go on with.
  var instruction: Int32 = 0
  /// Where it runs; -1 for nowhere.
  var replica: Int32 = -1
  /// The route by which it was called; -1 for none.
  var route: Int32 = -1
  /// Answers that are due.
  var pending: Int32 = 0
  /// Repetitions left of the step it is at; of a watch, retries made.
  var left: Int32 = 0
  /// The pool whose connection it holds; -1 for none. Of a watch, 0 when it holds a place of a bulkhead.
  var connection: Int32 = -1
  /// What it belongs to when it runs nowhere: the journey of a request. Of a watch, its guard's state.
  var journey: Int32 = 0
  /// Stream of its choices.
  var choices: Int32 = 0
  var kind = Kind.call
  /// True while it stands still for answers.
  var isWaiting = false
  var outcome = Outcome.fine
  /// True when the cache that was asked last did not answer.
  var missedCache = false
  /// True for a copy of a tied call that has not begun.
  var isTied = false
}

/// How an execution ended.
enum Outcome: UInt8, CaseIterable {
  case fine, timeout, refused, unavailable, breakerOpen, rateLimited, lost, error, failed

  static let failureCount = allCases.count - 1
}

/// Executions in a row, linked by their `next`.
struct Row: BitwiseCopyable {
  var head: Int32 = -1
  var tail: Int32 = -1
  var isEmpty: Bool { head < 0 }
}

extension Pool<Execution> {
  /// Puts an execution at the end of a row.
  @inline(__always)
  func append(_ execution: Int, to row: inout Row) {
    records[execution].next = -1
    let link = Int32(truncatingIfNeeded: execution)
    if row.head < 0 { row.head = link } else { records[Int(row.tail)].next = link }
    row.tail = link
  }

  /// Takes the first out of a row that is not empty.
  @inline(__always)
  func takeFirst(_ row: inout Row) -> Int {
    let first = Int(row.head)
    row.head = records[first].next
    return first
  }
}

/// One machine, container or process of a component.
struct Replica: BitwiseCopyable {
  var component: Int32
  var cores: Int32
  var busy: Int32 = 0
  var workers: Int32
  var heldWorkers: Int32 = 0
  /// Requests at it, waiting or under way.
  var present: Int32 = 0
  var queueLimit: Int32
  var isFrozen = false
  /// True from a failure to the repair.
  var isDown = false
  /// For which side of a comparison its answers count.
  var sample = Sample.none
  /// The group it belongs to.
  var group: Int32
  /// The machine whose cores it shares with others; -1 where it has its own.
  var machine: Int32
  /// The meter of its core's quota; -1 without one.
  var meter: Int32 = -1
  /// Its work takes this many times as long.
  var slowness = 1.0
  /// Share of its answers that are errors.
  var errorShare = 0.0
  /// Who waits for a core, and who for a worker.
  var coreRow = Row()
  var workerRow = Row()
}

/// The side of a comparison of versions that a replica is on.
enum Sample: UInt8 {
  case none, old, new
}

/// Cores that replicas of several components take, with those who wait for one.
struct MachineState: BitwiseCopyable {
  var cores: Int32
  var busy: Int32 = 0
  var row = Row()
}

/// What becomes of a replica over time.
struct ReplicaLife: BitwiseCopyable {
  /// Outages that hold it down.
  var outages: Int32 = 0
  /// The version it runs: 0 for the first, else one more than the rollout's index.
  var version: Int32 = 0
  /// When it failed last.
  var downSince = 0.0
  /// True when it serves again after its repair.
  var returns = false
  /// True while what is under way at it is being lost.
  var isLosing = false
}

/// Replicas in service of a group: the first `ready` of its places in the order of replicas.
struct GroupState: BitwiseCopyable {
  var first: Int32
  var ready: Int32
  /// The one whose turn is next.
  var turn: Int32 = 0
  var balancing = Balancing.random
}

/// Something that is held by at most so many at a time, with those who wait for it.
struct LimitedPool: BitwiseCopyable {
  var limit: Int32
  var held: Int32 = 0
  var component: Int32
  var row = Row()
}

/// A whole number that changes, and its sum over time.
struct Gauge: BitwiseCopyable {
  var value: Int32 = 0
  var changed = 0.0
  var area = 0.0

  @inline(__always)
  mutating func add(_ change: Int32, _ now: Double) {
    area += (now - changed) * Double(value)
    changed = now
    value &+= change
  }

  /// The sum over time since it was last taken.
  mutating func take(_ now: Double) -> Double {
    add(0, now)
    defer { area = 0 }
    return area
  }
}

/// What is counted at a component.
struct ComponentTally: BitwiseCopyable {
  // What changes with every visit stands together.
  var busyCores = Gauge()
  var coreQueue = Gauge()
  var completed = 0.0
  var heldWorkers = Gauge()
  var workerQueue = Gauge()
  var connectionQueue = Gauge()
  var replicas = Gauge()
  var retries = 0.0
  var hedges = 0.0
  var wasted = 0.0

  static let columnCount = 10
}

/// What is counted of a journey.
struct JourneyTally: BitwiseCopyable {
  var offered = 0.0
  var completed = 0.0
  var time = 0.0
  /// Failures by cause.
  var failed = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

  static let columnCount = 3 + Outcome.failureCount

  mutating func fail(_ outcome: Outcome) {
    switch outcome {
    case .fine: break
    case .timeout: failed.0 += 1
    case .refused: failed.1 += 1
    case .unavailable: failed.2 += 1
    case .breakerOpen: failed.3 += 1
    case .rateLimited: failed.4 += 1
    case .lost: failed.5 += 1
    case .error: failed.6 += 1
    case .failed: failed.7 += 1
    }
  }

  /// Failures of every cause.
  var failedCount: Double {
    failed.0 + failed.1 + failed.2 + failed.3 + failed.4 + failed.5 + failed.6 + failed.7
  }

  var columns: [Double] {
    [
      offered, completed, time, failed.0, failed.1, failed.2, failed.3, failed.4, failed.5, failed.6,
      failed.7,
    ]
  }
}

/// The state of a guard at one replica of the caller: what its retries may still cost, whether its breaker is open, and
/// the calls under way.
struct GuardState: BitwiseCopyable {
  var tokens: Double
  var failuresInARow: Int32 = 0
  var inFlight: Int32 = 0
  var openUntil = 0.0
}
