package import TenfoldModel

/// A system as a layered network, and where each part of it went.
///
/// Every machine of a component is a processor, first come, first served, with a pool of the component's workers;
/// calls pick one at random. Stores are a primary and its replicas; the copy that is asked is drawn by the share
/// of reads each answers, and writes are applied at the replicas without anybody waiting. Connections that a
/// client's replicas keep to a store are pools between both. The network between components is a delay.
package struct LayeredSystem: Sendable {
  /// The network.
  package private(set) var network = LayeredNetwork()
  /// Entry of each operation, with everything it calls.
  package private(set) var entryOfOperation: [Int] = []
  /// Processor of each station of the reading; -1 for one without visits.
  package private(set) var processorOfStation: [Int] = []
  /// Task of each component's workers; -1 where they do not run out.
  package private(set) var workersOfComponent: [Int] = []
  /// Pools of connections: the client, the store, and the task.
  package private(set) var connectionPools: [(client: Int, store: Int, task: Int)] = []
  /// Processor on which nothing waits.
  private let network0 = 0

  private let reading: Reading
  private let rate: Double
  private var plainTask = -1
  private var taskOfStation: [Int] = []
  /// Entry of an operation at its primary or own station, and at the replicas.
  private var primaryEntry: [Int] = []
  private var replicaEntry: [Int] = []
  private var connectionEntry: [ConnectionKey: Int] = [:]

  private struct ConnectionKey: Hashable {
    var pool: Int
    var operation: Int
  }

  /// Users who ask again once they were answered; nil for arrivals from outside.
  package struct Population: Sendable, Hashable {
    /// How many there are.
    package var count: Int
    /// Mean time between an answer and the next request, in seconds.
    package var thinkTime: Double
  }

  /// Reads `reading` at `rate` requests per second, which come from outside or are about what `users` ask for.
  package init(_ reading: Reading, rate: Double, users: Population? = nil) {
    self.reading = reading
    self.rate = rate
    let system = reading.system
    network.processors.append(.init(name: "network", discipline: .delay))
    plainTask = addTask("elsewhere", processor: network0, .unlimited)
    workersOfComponent = [Int](repeating: -1, count: system.components.count)
    addStations()
    addOperations()
    addConnections()
    for operation in system.operations.indices { fill(operation) }
    if let users {
      addUsers(users)
    } else {
      for journey in system.journeys {
        network.entries[entryOfOperation[journey.operation]].arrivalRate = max(
          0, rate * reading.values[journey.share])
      }
    }
  }

  /// Each user asks for one of the journeys by their shares; what is left of 1 asks for the last.
  private mutating func addUsers(_ users: Population) {
    let task = addTask(
      "users", processor: network0, .users(users.count, thinkTime: users.thinkTime))
    let entry = addEntry("request", task: task)
    var left = 1.0
    var branches: [LayeredNetwork.Branch] = []
    for (index, journey) in reading.system.journeys.enumerated() {
      let isLast = index == reading.system.journeys.count - 1
      let share = isLast ? left : min(left, max(0, reading.values[journey.share]))
      left -= share
      branches.append(.init(share: share, .call(.init(entryOfOperation[journey.operation]))))
    }
    network.entries[entry].activity = .choice(branches)
  }

  private mutating func addTask(
    _ name: String, processor: Int, _ workers: LayeredNetwork.Workers
  ) -> Int {
    network.tasks.append(.init(name: name, processor: processor, workers: workers))
    return network.tasks.count - 1
  }

  private mutating func addEntry(_ name: String, task: Int) -> Int {
    network.entries.append(.init(name: name, task: task, activity: .sequence([])))
    return network.entries.count - 1
  }

  // MARK: Structure

  private mutating func addStations() {
    for station in reading.stations {
      let component = reading.system.components[station.component]
      let name = station.role == .own ? component.name : "\(component.name) \(station.role)"
      let hottest = component.isStateful ? reading.hottestShardShare(of: station.component) : 1
      var copies = 1.0
      if !component.isStateful { copies = station.unitsInUse(at: rate) }
      if station.role == .replicas { copies = max(1, reading.copies(of: station.component)) }
      processorOfStation.append(network.processors.count)
      network.processors.append(
        .init(
          name: name, discipline: .firstComeFirstServed, serverCount: station.serverCount,
          copies: Int(copies), busiestShare: component.isStateful ? hottest / copies : nil))
      var workers = LayeredNetwork.Workers.unlimited
      // A store's workers are the servers of its station already.
      if component.kind == .service, component.workers >= 0 {
        workers = .threads(max(1, Int(min(1e6, reading.value(component.workers, or: 1)).rounded())))
      }
      let task = addTask("\(name) workers", processor: network.processors.count - 1, workers)
      if workers != .unlimited { workersOfComponent[station.component] = task }
      taskOfStation.append(task)
    }
  }

  private mutating func addOperations() {
    let system = reading.system
    primaryEntry = [Int](repeating: -1, count: system.operations.count)
    replicaEntry = primaryEntry
    for (index, operation) in system.operations.enumerated() {
      guard operation.component >= 0 else {
        entryOfOperation.append(addEntry(operation.name, task: plainTask))
        continue
      }
      let component = system.components[operation.component]
      let name = "\(component.name).\(operation.name)"
      let primary = reading.primaryStation[operation.component]
      guard component.isStateful, primary >= 0 else {
        let task = primary >= 0 ? taskOfStation[primary] : plainTask
        entryOfOperation.append(addEntry(name, task: task))
        continue
      }
      entryOfOperation.append(addEntry(name, task: plainTask))
      primaryEntry[index] = addEntry("\(name) at the primary", task: taskOfStation[primary])
      let replica = reading.replicaStation[operation.component]
      if replica >= 0 {
        replicaEntry[index] = addEntry("\(name) at a replica", task: taskOfStation[replica])
      }
    }
  }

  /// Connections that are stated, one pool on each replica of the client.
  private mutating func addConnections() {
    let system = reading.system
    for (store, component) in system.components.enumerated() where !component.isPooled {
      for client in component.clients where client.connections >= 0 && !system.isAssumed(client.connections) {
        let name = "\(system.components[client.component].name) to \(component.name)"
        let station = reading.primaryStation[client.component]
        let machines = station >= 0 ? reading.stations[station].unitsInUse(at: rate) : 1
        network.processors.append(.init(name: name, discipline: .delay, copies: max(1, Int(machines))))
        let connections = max(1, Int(min(1e6, reading.values[client.connections]).rounded()))
        let task = addTask(
          "\(name) connections", processor: network.processors.count - 1, .threads(connections))
        connectionPools.append((client.component, store, task))
      }
    }
  }

  // MARK: Activities

  private mutating func fill(_ operation: Int) {
    let entry = reading.system.operations[operation]
    guard entry.component >= 0 else {
      network.entries[entryOfOperation[operation]].activity =
        entry.body >= 0 ? activity(entry.body) : .sequence([])
      return
    }
    let variability = max(0, reading.value(entry.variability, or: 1))
    var parts: [LayeredNetwork.Activity] = []
    let primary = reading.primaryStation[entry.component]
    if reading.system.components[entry.component].isStateful, primary >= 0 {
      fillStore(operation, variability)
      parts.append(access(operation))
    } else if primary >= 0 {
      let time = reading.processingTime(of: operation) / reading.stations[primary].speed
      parts.append(.demand(time, variability: variability))
    }
    let delay = reading.value(entry.delay, or: 0) + reading.value(entry.disk, or: 0)
    if delay > 0 { parts.append(.delay(delay, variability: variability)) }
    if entry.body >= 0 {
      let share = min(1, max(0, reading.passedOnShare(of: operation)))
      let body = activity(entry.body)
      parts.append(share < 1 ? .choice([.init(share: share, body)]) : body)
    }
    network.entries[entryOfOperation[operation]].activity = .sequence(parts)
  }

  private mutating func fillStore(_ operation: Int, _ variability: Double) {
    let entry = reading.system.operations[operation]
    let primary = reading.stations[reading.primaryStation[entry.component]]
    let time = max(0, reading.value(entry.cpu, or: 0))
    network.entries[primaryEntry[operation]].activity = .demand(
      time / primary.speed, variability: variability)
    guard replicaEntry[operation] >= 0 else { return }
    let replica = reading.stations[reading.replicaStation[entry.component]]
    let atReplica = entry.writes ? reading.applyTime(ofWrite: operation) : time
    network.entries[replicaEntry[operation]].activity = .demand(
      atReplica / replica.speed, variability: variability)
  }

  /// A request at a store: at the primary or a replica, with the work it sets off elsewhere.
  private func access(_ operation: Int) -> LayeredNetwork.Activity {
    let component = reading.system.operations[operation].component
    let primary = LayeredNetwork.Activity.call(.init(primaryEntry[operation]))
    guard !reading.system.operations[operation].writes else {
      guard replicaEntry[operation] >= 0 else { return primary }
      let copies = reading.copies(of: component)
      let apply = LayeredNetwork.Call(
        replicaEntry[operation], count: .fixed(copies), isSynchronous: false)
      return .sequence([primary, .call(apply)])
    }
    var parts = [primary]
    let atPrimary = min(1, max(0, reading.primaryReadShare[component]))
    if replicaEntry[operation] >= 0, atPrimary < 1 {
      let replica = LayeredNetwork.Activity.call(.init(replicaEntry[operation]))
      parts = [.choice([.init(share: atPrimary, primary), .init(share: 1 - atPrimary, replica)])]
    }
    // A read that asks every shard loads the others too.
    let described = reading.system.components[component]
    let scatter = described.shardCount >= 0 ? reading.value(described.scatterShare, or: 0) : 0
    let others = max(0, min(1, scatter)) * (1 / reading.hottestShardShare(of: component) - 1)
    if others > 0 {
      parts.append(
        .call(.init(primaryEntry[operation], count: .fixed(others * atPrimary), isSynchronous: false)))
      if replicaEntry[operation] >= 0, atPrimary < 1 {
        let count = LayeredNetwork.Count.fixed(others * (1 - atPrimary))
        parts.append(.call(.init(replicaEntry[operation], count: count, isSynchronous: false)))
      }
    }
    return .sequence(parts)
  }

  private mutating func activity(_ node: Int) -> LayeredNetwork.Activity {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call: return entry.call >= 0 ? activity(ofCall: entry.call) : .sequence([])
    case .sequence: return .sequence(entry.children.map { activity($0) })
    case .parallel: return .parallel(entry.children.map { activity($0) })
    case .choice:
      let shares = entry.children.map {
        max(0, reading.value(reading.system.nodes[$0].share, or: 1))
      }
      // Ranges of shares may add up to more than 1 at a position of the uncertain numbers.
      let scale = max(1, shares.reduce(0, +))
      return .choice(zip(entry.children, shares).map { .init(share: $1 / scale, activity($0)) })
    }
  }

  private mutating func activity(ofCall call: Int) -> LayeredNetwork.Activity {
    let entry = reading.system.calls[call]
    guard !entry.closesCycle else { return .sequence([]) }
    let count = max(0, reading.value(entry.count, or: 1))
    let copies = max(1, reading.value(entry.fanOut, or: 1).rounded())
    let missed = 1 - reading.hitRatios[call]
    guard entry.isSynchronous else {
      let all = LayeredNetwork.Count.fixed(count * copies * missed)
      return .call(.init(target(of: call), count: all, isSynchronous: false))
    }
    var once = LayeredNetwork.Activity.call(.init(target(of: call)))
    let hop = reading.networkTime(ofCall: call)
    if hop > 0 { once = .sequence([.delay(hop), once]) }
    if entry.cacheOperation >= 0 {
      let network = reading.value(reading.system.hop, or: 0)
      let asked = LayeredNetwork.Activity.call(.init(entryOfOperation[entry.cacheOperation]))
      once = .sequence([.delay(network), asked, .choice([.init(share: missed, once)])])
    }
    if copies > 1 {
      once = .parallel([LayeredNetwork.Activity](repeating: once, count: Int(min(copies, 1000))))
    }
    return count == 1 ? once : .loop(.fixed(count), once)
  }

  /// The entry that a call asks: the operation, behind connections where the caller keeps some.
  private mutating func target(of call: Int) -> Int {
    let entry = reading.system.calls[call]
    let client = reading.system.operations[entry.from].component
    let store = reading.system.operations[entry.to].component
    guard entry.isSynchronous,
      let pool = connectionPools.firstIndex(where: { $0.client == client && $0.store == store })
    else { return entryOfOperation[entry.to] }
    let key = ConnectionKey(pool: pool, operation: entry.to)
    if let known = connectionEntry[key] { return known }
    let task = connectionPools[pool].task
    let made = addEntry(
      "\(network.tasks[task].name): \(reading.system.operations[entry.to].name)", task: task)
    network.entries[made].activity = .call(.init(entryOfOperation[entry.to]))
    connectionEntry[key] = made
    return made
  }
}
