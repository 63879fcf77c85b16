import TenfoldModel

/// What timeouts, retries and hedges make of a system's calls: what is sent, what is answered, how long callers wait.
///
/// One point of the fixed point over a layered network. A required call that fails ends its caller's execution: what
/// stands behind it is not done.
struct ResilienceEffects: Sendable {
  /// What holds executions of an entry up for good.
  struct Saturation: Sendable {
    /// Share of the executions that get past the entry's workers and cores.
    var passing: Double
    /// Time an execution takes once it has a worker.
    var service: TimeShape
    /// True when workers run out, so that what does not pass does not even begin.
    var isOfWorkers: Bool
  }

  /// How slowness and failure are met, by call; nil where nothing is stated.
  let guards: [CallGuard?]
  /// What comes of it, by call; nil where every call is answered by its one execution.
  var calls: [GuardedCall?]
  /// Probability that an execution is answered well, by operation.
  private(set) var successes: [Double]
  /// Calls, by call, per execution of the caller that gets past its own work; those of caches' misses only.
  private(set) var weights: [Double]
  /// Entries of the layered network whose workers or cores cannot keep up.
  var saturations: [Int: Saturation] = [:]
  /// Work at a station over that of the requests alone, by station of the reading.
  var workFactors: [Double]

  /// No call is given up or repeated.
  init(_ reading: Reading) {
    let system = reading.system
    guards = system.calls.map { $0.closesCycle ? nil : CallGuard($0.resilience) }
    calls = [GuardedCall?](repeating: nil, count: system.calls.count)
    successes = [Double](repeating: 1, count: system.operations.count)
    weights = [Double](repeating: 0, count: system.calls.count)
    workFactors = [Double](repeating: 1, count: reading.stations.count)
    settle(reading)
  }

  /// True when some call states a timeout, retries, a breaker or a hedge.
  var hasGuards: Bool { guards.contains { $0 != nil } }

  /// True when every call is answered by its one execution and nothing holds executions up.
  var isPlain: Bool { saturations.isEmpty && calls.allSatisfy { $0 == nil } }

  /// True when some guard sends more when things go badly.
  var amplifies: Bool { guards.contains { $0?.amplifies ?? false } }

  /// Finds what follows from `calls` for their callers.
  mutating func settle(_ reading: Reading) {
    let system = reading.system
    for operation in system.order.reversed() {
      let entry = system.operations[operation]
      guard entry.body >= 0 else { continue }
      let passed = min(1, max(0, reading.passedOnShare(of: operation)))
      successes[operation] = 1 - passed * (1 - success(ofNode: entry.body, reading))
      weigh(entry.body, passed, reading)
    }
  }

  /// Probability that an execution of an operation may fail is more than rounding.
  func mayFail(_ operation: Int) -> Bool { successes[operation] < 1 - 1e-12 }

  // MARK: Success

  /// Probability that nothing of a node fails what its execution answers.
  func success(ofNode node: Int, _ reading: Reading) -> Double {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call: return entry.call >= 0 ? success(ofStep: entry.call, reading) : 1
    case .sequence, .parallel:
      return entry.children.reduce(1) { $0 * success(ofNode: $1, reading) }
    case .choice:
      let shares = branchShares(entry, reading)
      return zip(entry.children, shares).reduce(1) { sum, branch in
        sum - branch.1 * (1 - success(ofNode: branch.0, reading))
      }
    }
  }

  /// Shares of a choice's branches, scaled down where a position of the uncertain numbers makes them more than 1.
  func branchShares(_ choice: LoweredSystem.Node, _ reading: Reading) -> [Double] {
    let shares = choice.children.map { max(0, reading.value(reading.system.nodes[$0].share, or: 1)) }
    let scale = max(1, shares.reduce(0, +))
    return shares.map { $0 / scale }
  }

  /// Probability that all calls that a step makes are answered well.
  private func success(ofStep call: Int, _ reading: Reading) -> Double {
    let entry = reading.system.calls[call]
    guard entry.isSynchronous, !entry.isOptional, !entry.closesCycle else { return 1 }
    let count = max(0, reading.value(entry.count, or: 1))
    return TimeShape.chance(of: success(ofRound: call, reading), count: count, variance: 0)
  }

  /// Probability that one round of a step, past its cache and to all its copies, is answered well.
  func success(ofRound call: Int, _ reading: Reading) -> Double {
    let entry = reading.system.calls[call]
    guard !entry.isOptional else { return 1 }
    let once = success(ofCall: call, reading)
    guard once < 1 else { return 1 }
    let missed = entry.cacheOperation >= 0 ? 1 - reading.hitRatios[call] : 1
    let copies = max(1, reading.value(entry.fanOut, or: 1).rounded())
    return power(1 - missed * (1 - once), copies)
  }

  /// Probability that one call is answered well.
  func success(ofCall call: Int, _ reading: Reading) -> Double {
    calls[call]?.success ?? successes[reading.system.calls[call].to]
  }

  /// Rounds of a step that are begun when each but the last must be answered well.
  func rounds(ofStep call: Int, _ reading: Reading) -> Double {
    let count = max(0, reading.value(reading.system.calls[call].count, or: 1))
    let once = success(ofRound: call, reading)
    guard once < 1 - 1e-12 else { return count }
    let whole = count.rounded(.down)
    let begun = (1 - power(once, whole)) / (1 - once)
    return begun + power(once, whole) * (count - whole)
  }

  // MARK: Weights

  private mutating func weigh(_ node: Int, _ weight: Double, _ reading: Reading) {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call:
      guard entry.call >= 0 else { return }
      let call = reading.system.calls[entry.call]
      let copies = max(1, reading.value(call.fanOut, or: 1).rounded())
      let rounds = rounds(ofStep: entry.call, reading)
      weights[entry.call] = weight * rounds * copies * (1 - reading.hitRatios[entry.call])
    case .parallel: for child in entry.children { weigh(child, weight, reading) }
    case .sequence:
      var left = weight
      for child in entry.children {
        weigh(child, left, reading)
        left *= success(ofNode: child, reading)
      }
    case .choice:
      for (child, share) in zip(entry.children, branchShares(entry, reading)) {
        weigh(child, weight * share, reading)
      }
    }
  }

  // MARK: Bounds

  /// The longest that a share of an operation's good answers can take, in seconds; infinite unless all of it is calls with
  /// a timeout.
  func longest(_ share: Double, ofOperation operation: Int, _ reading: Reading) -> Double {
    let entry = reading.system.operations[operation]
    guard entry.component < 0, entry.body >= 0 else { return .infinity }
    return longest(share, ofNode: entry.body, reading)
  }

  private func longest(_ share: Double, ofNode node: Int, _ reading: Reading) -> Double {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .sequence: return entry.children.reduce(0) { $0 + longest(share, ofNode: $1, reading) }
    case .parallel, .choice:
      return entry.children.reduce(0) { max($0, longest(share, ofNode: $1, reading)) }
    case .call:
      guard entry.call >= 0, let guarded = calls[entry.call], let stated = guards[entry.call],
        reading.system.calls[entry.call].isSynchronous, reading.system.calls[entry.call].cacheOperation < 0
      else { return .infinity }
      let count = reading.value(reading.system.calls[entry.call].count, or: 1).rounded(.up)
      return count * guarded.longest(share, stated)
    }
  }
}
