/// The state of a layered network while its streams are brought to agree.
///
/// Every limited pool becomes one station whose rate with n busy threads is the throughput of its own closed
/// network of n threads over what it uses (flow-equivalent aggregation); pools in pools are aggregated from the
/// leaves up, the number of busy threads is found from the users down. Others at a station that several streams
/// share are summed out. The streams' rates, waits and variabilities are iterated until they agree.
///
/// **Source.** Chandy, Herzog and Woo, IBM J. Res. Dev. 19(1), 1975; Courtois, Decomposability, 1977.
struct LayeredFixedPoint {
  let program: LayeredProgram
  let network: LayeredNetwork
  let processorCount: Int
  /// True for pools that can run out of threads.
  var isLimited: [Bool]
  /// Customers that can ask for the threads of each task at once; infinite when there is no end of them.
  var askers: [Double]
  /// True for limited pools that share processors with those who wait for them.
  var isSpliced: [Bool]
  /// Completions per second of one copy of a pool with 1 ... m busy threads.
  var poolRates: [[Double]]
  /// First and second phase of each entry on a thread.
  var first: [TimeShape]
  var second: [TimeShape]
  /// Wait for a thread, by task: mean, variance and share of the calls that wait.
  var poolWaits: [(time: TimeShape, share: Double)]
  /// Executions per second of each entry, and of those the ones nobody waits for.
  var flows: [Double]
  var messages: [Double]
  var scopes: [LayeredScope] = []
  /// Scope of each task; -1 for those carried by others.
  var scopeOfTask: [Int]
  /// Scopes of limited pools, callers first.
  var pools: [Int] = []
  /// Throughput of users, by task.
  var userThroughputs: [Double]
  /// Sums over all streams at each station, per copy.
  var totals: [StationTotals] = []
  /// Stations whose arrivals exceed what they can do.
  var saturated: Set<Int> = []
  /// Entry results summed over streams: flow-weighted first phase, and its weight.
  var carried: [(mean: Double, second: Double, atom: Double, weight: Double)]

  /// Streams that visit each pool, with the place among their visits.
  var visitors: [[(scope: Int, stop: Int)]] = []
  /// How the visits of one request to a station follow each other and meet, by station.
  var echoes = Echoes()
  /// True when a pool needs more levels than it had.
  var isRefining = false
  /// How far each pass moves towards what it finds.
  var step = 1.0
  /// All users, when nothing else sets off work; else infinite.
  private(set) var closedPopulation = Double.infinity

  /// Streams of users.
  var usersCount: Int { scopes.count { $0.kind == .users } }

  struct StationTotals {
    var flow = 0.0
    var work = 0.0
    var second = 0.0
    var third = 0.0
    var openFlow = 0.0
    var openWork = 0.0
    var present = 0.0
    var sources = 0.0
  }

  init(_ program: LayeredProgram) {
    self.program = program
    network = program.network
    processorCount = network.processors.count
    let (tasks, entries) = (network.tasks.count, network.entries.count)
    isLimited = [Bool](repeating: false, count: tasks)
    isSpliced = isLimited
    askers = [Double](repeating: .infinity, count: tasks)
    poolRates = [[Double]](repeating: [], count: tasks)
    first = [TimeShape](repeating: TimeShape(), count: entries)
    second = first
    poolWaits = [(TimeShape, Double)](repeating: (TimeShape(), 0), count: tasks)
    flows = [Double](repeating: 0, count: entries)
    messages = flows
    scopeOfTask = [Int](repeating: -1, count: tasks)
    userThroughputs = [Double](repeating: 0, count: tasks)
    carried = [(Double, Double, Double, Double)](repeating: (0, 0, 0, 0), count: entries)
    findLimitedPools()
    findSplicedPools()
    makeScopes()
    if network.entries.allSatisfy({ $0.arrivalRate == 0 }), program.calls.allSatisfy(\.isSynchronous) {
      closedPopulation = scopes.reduce(0) { $0 + ($1.kind == .users ? Double($1.population) : 0) }
    }
  }

  // MARK: Structure

  /// Threads that can be busy at once on all copies of a task, or infinity.
  private func concurrency() -> [Double] {
    var result = [Double](repeating: 0, count: network.tasks.count)
    var unbounded = [Bool](repeating: false, count: network.tasks.count)
    var askedBy = [Set<Int>](repeating: [], count: network.tasks.count)
    var widths = [Double](repeating: 1, count: network.tasks.count)
    for (index, entry) in network.entries.enumerated() {
      if entry.arrivalRate > 0 { unbounded[entry.task] = true }
      if entry.secondPhase != nil { unbounded[entry.task] = true }
      for (call, _) in program.outgoing[index] {
        let target = program.calls[call]
        let task = network.entries[target.entry].task
        if !target.isSynchronous { unbounded[task] = true }
        if task != entry.task { askedBy[task].insert(entry.task) }
      }
      if program.hasParallel {
        widths[entry.task] = max(widths[entry.task], width(program.roots[index].first))
      }
    }
    var done = [Bool](repeating: false, count: network.tasks.count)
    for task in program.taskOrder {
      done[task] = true
      let asked = askedBy[task].reduce(0) { $0 + (done[$1] ? result[$1] * widths[$1] : .infinity) }
      let demand = unbounded[task] ? .infinity : asked
      switch network.tasks[task].workers {
      case .users(let population, _): result[task] = Double(population)
      case .unlimited: result[task] = demand
      case .threads(let count):
        let all = Double(count * network.processors[network.tasks[task].processor].copies)
        result[task] = min(all, demand)
      }
    }
    return result
  }

  private func width(_ node: Int) -> Double {
    let entry = program.nodes[node]
    let widths = entry.children.map { width(program.children[$0].node) }
    return max(1, entry.kind == .parallel ? widths.reduce(0, +) : widths.max() ?? 1)
  }

  private mutating func findLimitedPools() {
    let busy = concurrency()
    var asked = [Double](repeating: 0, count: network.tasks.count)
    var callers = [Set<Int>](repeating: [], count: network.tasks.count)
    for (index, entry) in network.entries.enumerated() {
      if entry.arrivalRate > 0 || entry.secondPhase != nil { asked[entry.task] = .infinity }
      for (call, _) in program.outgoing[index] {
        let target = program.calls[call]
        let task = network.entries[target.entry].task
        guard task != entry.task else { continue }
        if !target.isSynchronous { asked[task] = .infinity }
        if callers[task].insert(entry.task).inserted {
          asked[task] += busy[entry.task] * (program.hasParallel ? width(program.roots[index].first) : 1)
        }
      }
    }
    askers = asked
    for (index, task) in network.tasks.enumerated() {
      if case .threads(let count) = task.workers { isLimited[index] = Double(count) < asked[index] }
    }
  }

  /// Processors that executions of each entry use, down to the leaves, as far as pools are shared upwards.
  private mutating func findSplicedPools() {
    var below = [Set<Int>](repeating: [], count: network.entries.count)
    var own = below
    for entry in program.order.reversed() {
      let processor = network.tasks[network.entries[entry].task].processor
      if network.processors[processor].discipline != .delay, hasDemand(entry) {
        below[entry].insert(processor)
        own[entry].insert(processor)
      }
      for (call, _) in program.outgoing[entry] where program.calls[call].isSynchronous {
        let target = program.calls[call].entry
        below[entry].formUnion(below[target])
        let task = network.entries[target].task
        if !isLimited[task] || task == network.entries[entry].task { own[entry].formUnion(own[target]) }
      }
    }
    for entry in program.order {
      for (call, _) in program.outgoing[entry] where program.calls[call].isSynchronous {
        let target = program.calls[call].entry
        let task = network.entries[target].task
        if isLimited[task], task != network.entries[entry].task,
          !own[entry].isDisjoint(with: below[target])
        {
          isSpliced[task] = true
        }
      }
    }
  }

  private func hasDemand(_ entry: Int) -> Bool {
    func any(_ node: Int) -> Bool {
      let found = program.nodes[node]
      if found.kind == .demand || found.kind == .interleaved, found.mean > 0 { return true }
      return found.children.contains { any(program.children[$0].node) }
    }
    let roots = program.roots[entry]
    return any(roots.first) || (roots.second >= 0 && any(roots.second))
  }

  private mutating func makeScopes() {
    for (index, task) in network.tasks.enumerated() {
      guard case .users(let population, _) = task.workers, population > 0 else { continue }
      scopeOfTask[index] = scopes.count
      var scope = LayeredScope(kind: .users, task: index)
      scope.population = population
      scopes.append(scope)
    }
    scopes.append(LayeredScope(kind: .open, task: -1))
    for task in program.taskOrder where isLimited[task] {
      guard case .threads(let count) = network.tasks[task].workers else { continue }
      scopeOfTask[task] = scopes.count
      pools.append(scopes.count)
      var scope = LayeredScope(kind: .pool, task: task)
      scope.population = count
      scope.copies = network.processors[network.tasks[task].processor].copies
      scopes.append(scope)
    }
    if program.hasParallel {
      for index in scopes.indices {
        scopes[index].branchWeights = [Double](repeating: -1, count: program.children.count)
      }
    }
  }
}
