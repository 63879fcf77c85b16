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
  /// What visits find, by station, while entries are composed.
  var scratch = Findings()
  /// Numbers by entry and by station while visits are counted.
  var ledger = Ledger()
  /// What was looked at so far: entries in each pass, and terms of sums by how many take as long as an entry.
  var work = 0.0
  static let termsPerEntry = 500.0
  /// True when a pool needs more levels than it had.
  var isRefining = false
  /// True when a pool is asked for more than it can do, and what it can do is still uncertain.
  var isHeldBack = false
  /// True when pools that are asked for more than they can do are taken at their word.
  var knowsCapacities = false
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
    scratch = Findings(stationCount: processorCount + tasks)
    ledger = Ledger(entryCount: entries, stationCount: processorCount + tasks)
    let widths = program.hasParallel ? program.roots.map { width($0.first) } : []
    findLimitedPools(widths)
    findSplicedPools()
    makeScopes()
    if network.entries.allSatisfy({ $0.arrivalRate == 0 }), program.calls.allSatisfy(\.isSynchronous) {
      closedPopulation = scopes.reduce(0) { $0 + ($1.kind == .users ? Double($1.population) : 0) }
    }
  }

  // MARK: Structure

  /// Threads that can be busy at once on all copies of a task, or infinity.
  private func concurrency(_ widthOfEntry: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: network.tasks.count)
    var unbounded = [Bool](repeating: false, count: network.tasks.count)
    var askedBy = [[Int]](repeating: [], count: network.tasks.count)
    var isKnown = BitTable(rows: network.tasks.count, columns: network.tasks.count)
    var widths = [Double](repeating: 1, count: network.tasks.count)
    for (index, entry) in network.entries.enumerated() {
      if entry.arrivalRate > 0 { unbounded[entry.task] = true }
      if entry.secondPhase != nil { unbounded[entry.task] = true }
      for (call, _) in program.outgoing[index] {
        let target = program.calls[call]
        let task = network.entries[target.entry].task
        if !target.isSynchronous { unbounded[task] = true }
        if task != entry.task, isKnown.insert(entry.task, in: task) { askedBy[task].append(entry.task) }
      }
      if program.hasParallel {
        widths[entry.task] = max(widths[entry.task], widthOfEntry[index])
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
    var (sum, most) = (0.0, 1.0)
    for child in entry.children {
      let found = width(program.children[child].node)
      sum += found
      most = max(most, found)
    }
    return max(1, entry.kind == .parallel ? sum : most)
  }

  private mutating func findLimitedPools(_ widths: [Double]) {
    let busy = concurrency(widths)
    var asked = [Double](repeating: 0, count: network.tasks.count)
    var callers = BitTable(rows: network.tasks.count, columns: network.tasks.count)
    for (index, entry) in network.entries.enumerated() {
      if entry.arrivalRate > 0 || entry.secondPhase != nil { asked[entry.task] = .infinity }
      for (call, _) in program.outgoing[index] {
        let target = program.calls[call]
        let task = network.entries[target.entry].task
        guard task != entry.task else { continue }
        if !target.isSynchronous { asked[task] = .infinity }
        if callers.insert(entry.task, in: task) {
          asked[task] += busy[entry.task] * (program.hasParallel ? widths[index] : 1)
        }
      }
    }
    askers = asked
    for (index, task) in network.tasks.enumerated() {
      if case .threads(let count) = task.workers { isLimited[index] = Double(count) < asked[index] }
    }
  }

  /// Finds pools that share processors with those who wait for them, from the processors that executions of each entry
  /// use: down to the leaves, and on the entry's own way, as far as no limited pool is entered.
  private mutating func findSplicedPools() {
    guard isLimited.contains(true) else { return }
    var below = BitTable(rows: network.entries.count, columns: processorCount)
    var own = below
    for entry in program.order.reversed() {
      let processor = network.tasks[network.entries[entry].task].processor
      if network.processors[processor].discipline != .delay, hasDemand(entry) {
        below.insert(processor, in: entry)
        own.insert(processor, in: entry)
      }
      for (call, _) in program.outgoing[entry] where program.calls[call].isSynchronous {
        let target = program.calls[call].entry
        below.formUnion(entry, with: target)
        let task = network.entries[target].task
        if !isLimited[task] || task == network.entries[entry].task { own.formUnion(entry, with: target) }
      }
    }
    for entry in program.order {
      for (call, _) in program.outgoing[entry] where program.calls[call].isSynchronous {
        let target = program.calls[call].entry
        let task = network.entries[target].task
        guard isLimited[task], !isSpliced[task], task != network.entries[entry].task else { continue }
        isSpliced[task] = own.meets(entry, target, of: below)
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
      // One array for all until a stream has weights of its own.
      let unknown = [Double](repeating: -1, count: program.children.count)
      for index in scopes.indices { scopes[index].branchWeights = unknown }
    }
  }
}
