import TenfoldModel

/// The pools of a system that can run out: workers of services, and connections that clients keep to stores.
///
/// Each replica of the component that keeps a pool has one of its own.
struct PoolSet {
  /// One pool.
  struct Pool {
    enum Kind: Hashable { case workers, connections(store: Int) }
    /// The component whose replicas keep it.
    let component: Int
    let kind: Kind
    let threads: Int
    /// What is asked of it per request to the system, by operation.
    let asked: [(operation: Int, count: Double)]
    /// What callers find; nil before the first pass.
    fileprivate(set) var found: HeldPool?
    /// Mean wait for a core of one execution on a thread; nil before the first pass.
    fileprivate(set) var processorWait: Double?
    /// Mean time a thread is held, and the part of it on a core of the component.
    fileprivate(set) var hold = 0.0
    fileprivate(set) var processing = 0.0

    var count: Double { asked.reduce(0) { $0 + $1.count } }
  }

  private(set) var pools: [Pool] = []
  private var indices: [Key: Int] = [:]

  private struct Key: Hashable {
    var component: Int
    var kind: Pool.Kind
  }

  /// True where nothing can run out.
  var isEmpty: Bool { pools.isEmpty }

  /// Collects the pools of `reading` that are asked at all.
  init(_ reading: Reading) {
    let system = reading.system
    let callsOf = Self.callsByTarget(reading)
    // Fields one by one: a component is large.
    for index in system.components.indices {
      let workers = system.components[index].workers
      if system.components[index].kind == .service, workers >= 0, reading.primaryStation[index] >= 0 {
        let calls = callsOf[index].filter { Self.caller(of: $0, system) != index }
        add(.workers, of: index, count: workers, asked: calls, reading)
      }
      guard !system.components[index].isPooled else { continue }
      for client in system.components[index].clients
      where client.connections >= 0 && !system.isAssumed(client.connections) {
        let calls = callsOf[index].filter {
          Self.caller(of: $0, system) == client.component && system.calls[$0].isSynchronous
        }
        add(
          .connections(store: index), of: client.component, count: client.connections, asked: calls, reading)
      }
    }
  }

  /// Calls that happen, by the component that they ask.
  private static func callsByTarget(_ reading: Reading) -> [[Int]] {
    let system = reading.system
    var callsOf = [[Int]](repeating: [], count: system.components.count)
    for call in system.calls.indices where reading.callVisits[call] > 0 && !system.calls[call].closesCycle {
      let target = system.operations[system.calls[call].to].component
      if target >= 0 { callsOf[target].append(call) }
    }
    return callsOf
  }

  private static func caller(of call: Int, _ system: LoweredSystem) -> Int {
    system.operations[system.calls[call].from].component
  }

  private mutating func add(
    _ kind: Pool.Kind, of component: Int, count: Int, asked calls: [Int], _ reading: Reading
  ) {
    guard !calls.isEmpty else { return }
    let asked = calls.map { (operation: reading.system.calls[$0].to, count: reading.callVisits[$0]) }
    indices[Key(component: component, kind: kind)] = pools.count
    let threads = max(1, Int(min(1e6, reading.values[count]).rounded()))
    pools.append(Pool(component: component, kind: kind, threads: threads, asked: asked))
  }

  // MARK: What callers find

  /// Wait for one of a component's workers; none where they cannot run out.
  func wait(forWorkersOf component: Int) -> TimeShape { wait(.workers, of: component) }

  /// Wait for a connection of a client to a store; none where they cannot run out.
  func wait(forConnectionOf client: Int, to store: Int) -> TimeShape {
    wait(.connections(store: store), of: client)
  }

  private func wait(_ kind: Pool.Kind, of component: Int) -> TimeShape {
    guard !isEmpty, let index = indices[Key(component: component, kind: kind)] else { return TimeShape() }
    return pools[index].found?.wait ?? TimeShape()
  }

  /// Mean wait for a core while a worker is held; nil where workers cannot run out.
  func processorWait(of component: Int) -> Double? {
    guard !isEmpty, let index = indices[Key(component: component, kind: .workers)] else { return nil }
    return pools[index].processorWait
  }

  // MARK: One pass

  /// Solves every pool for the responses that were found with what the pools were before.
  ///
  /// - Parameters:
  ///   - responses: Response time of each operation from a worker's taking it on.
  ///   - waits: Mean wait for a core at each station of the reading, as it stands in `responses`.
  /// - Returns: The greatest relative change of a time held; infinite where one has no steady state.
  mutating func update(
    at rate: Double, _ reading: Reading, responses: [TimeShape], waits: (_ component: Int) -> Double
  ) -> Double {
    var change = 0.0
    for index in pools.indices {
      let pool = pools[index]
      var (mean, square) = (0.0, 0.0)
      for (operation, count) in pool.asked {
        mean += count / pool.count * responses[operation].mean
        square += count / pool.count * responses[operation].square
      }
      let station = reading.primaryStation[pool.component]
      let machines = station >= 0 ? reading.stations[station].unitsInUse(at: rate) : 1
      var work = HeldPool.Work(threads: pool.threads, servers: pool.threads, elsewhere: mean)
      var visits = 0.0
      if pool.kind == .workers {
        let station = reading.stations[station]
        visits = station.visitCount / pool.count
        work.servers = station.serverCount
        work.processing = station.demand / pool.count
        work.processingVariability = station.variability
        let wait = waits(pool.component)
        work.elsewhere = wait.isFinite ? max(0, mean - work.processing - visits * wait) : mean
      }
      if mean > 0, mean.isFinite { work.variability = max(0, square / (mean * mean) - 1) }
      let found = HeldPool(work, arrivalRate: rate * pool.count / machines)
      let held = found.wait.mean + found.processorWait
      let before = pool.found.map { $0.wait.mean + $0.processorWait } ?? .infinity
      change = max(change, held == before ? 0 : abs(held - before) / max(held + mean, 1e-12))
      pools[index].found = found
      pools[index].processing = work.processing
      let crowding = found.processorWait.isFinite ? found.processorWait : 0
      pools[index].hold = work.processing + work.elsewhere + crowding
      pools[index].processorWait = visits > 0 ? found.processorWait / visits : 0
    }
    return change
  }
}
