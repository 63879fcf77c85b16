package import TenfoldModel

/// A system as a layered network, and where each part of it went.
///
/// Every machine of a component is a processor, first come, first served, with a pool of the component's workers;
/// calls pick one at random. Components that share a machine share its processor. Stores are a primary and its replicas; the copy that is asked is drawn by the share
/// of reads each answers, and writes are applied at the replicas without anybody waiting. Connections that a
/// client's replicas keep to a store are pools between both. The network between components is a delay.
package struct LayeredSystem: Sendable {
  /// The network.
  package internal(set) var network = LayeredNetwork()
  /// Entry of each operation, with everything it calls.
  package private(set) var entryOfOperation: [Int] = []
  /// Processor of each station of the reading; -1 for one without visits.
  package private(set) var processorOfStation: [Int] = []
  /// Task of each component's workers; -1 where they do not run out.
  package private(set) var workersOfComponent: [Int] = []
  /// Pools of connections: the client, the store, and the task.
  package private(set) var connectionPools: [(client: Int, store: Int, task: Int)] = []
  /// Places for messages in work.
  package private(set) var consumerPools: [ConsumerPool] = []
  /// Entry that each call asks; -1 where it asks none.
  private(set) var targetOfCall: [Int]
  /// Entry of an operation's requests that go well; -1 where all do.
  var probeOfOperation: [Int] = []
  /// Processor on which nothing waits.
  private let network0 = 0

  let reading: Reading
  /// What watching over calls makes of them; nil where nothing is watched.
  let effects: ResilienceEffects?
  private let rate: Double
  private var plainTask = -1
  private var taskOfStation: [Int] = []
  /// Entry of an operation at its primary or own station, and at the replicas.
  private var primaryEntry: [Int] = []
  private var replicaEntry: [Int] = []
  private var poolEntry: [PoolKey: Int] = [:]

  /// Places for messages of a topic that one component has in work.
  package struct ConsumerPool: Sendable {
    /// The topic.
    package var topic: Int
    /// Who handles the messages.
    package var consumer: Int
    /// Operation by which they come; -1 for all of the topic that have no places of their own.
    package var publication: Int
    /// How many places.
    package var limit: Double
    /// The task; -1 where places are far more than are ever taken.
    package var task = -1
  }

  private struct PoolKey: Hashable {
    var task: Int
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
    self.init(reading, rate: rate, users: users, effects: nil)
  }

  /// Reads `reading` with calls as `effects` has them.
  init(_ reading: Reading, rate: Double, users: Population?, effects: ResilienceEffects?) {
    self.reading = reading
    self.effects = effects
    targetOfCall = [Int](repeating: -1, count: reading.system.calls.count)
    self.rate = rate
    let system = reading.system
    network.processors.append(.init(name: "network", discipline: .delay))
    plainTask = addTask("elsewhere", processor: network0, .unlimited)
    workersOfComponent = [Int](repeating: -1, count: system.components.count)
    addStations()
    addOperations()
    addConnections()
    addConsumers()
    for operation in system.operations.indices { fill(operation) }
    addProbes(rate: rate)
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
    let machines = reading.machines.enumerated().map { index, machine in
      network.processors.append(
        .init(
          name: reading.system.machines[index].name, discipline: .firstComeFirstServed,
          serverCount: machine.serverCount))
      return network.processors.count - 1
    }
    for (index, station) in reading.stations.enumerated() {
      let component = reading.system.components[station.component]
      let name = station.role == .own ? component.name : "\(component.name) \(station.role)"
      let hottest = component.isStateful ? reading.hottestShardShare(of: station.component) : 1
      var copies = 1.0
      if !component.isStateful { copies = unitsInUse(index) }
      if station.role == .replicas { copies = max(1, reading.copies(of: station.component)) }
      if reading.isOnMachine[index] {
        processorOfStation.append(machines[component.machine])
      } else {
        processorOfStation.append(network.processors.count)
        network.processors.append(
          .init(
            name: name, discipline: .firstComeFirstServed, serverCount: station.serverCount,
            copies: Int(copies), busiestShare: component.isStateful ? hottest / copies : nil))
      }
      var workers = LayeredNetwork.Workers.unlimited
      // A store's workers are the servers of its station already.
      if component.kind == .service, component.workers >= 0 {
        workers = .threads(max(1, Int(min(1e6, reading.value(component.workers, or: 1)).rounded())))
      }
      let task = addTask("\(name) workers", processor: processorOfStation[index], workers)
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
      let name = "\(system.components[operation.component].name).\(operation.name)"
      let primary = reading.primaryStation[operation.component]
      guard system.components[operation.component].isStateful, primary >= 0 else {
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
        let machines = station >= 0 ? unitsInUse(station) : 1
        network.processors.append(.init(name: name, discipline: .delay, copies: max(1, Int(machines))))
        let connections = max(1, Int(min(1e6, reading.values[client.connections]).rounded()))
        let task = addTask(
          "\(name) connections", processor: network.processors.count - 1, .threads(connections))
        connectionPools.append((client.component, store, task))
      }
    }
  }

  /// Messages that a topic's consumers handle at once: one for each partition, as many as their replicas may.
  private mutating func addConsumers() {
    let system = reading.system
    guard system.components.contains(where: { $0.kind == .topic }) else { return }
    let times = reading.unhinderedTimes()
    for (topic, component) in system.components.enumerated() where component.kind == .topic {
      let handing = component.operations.flatMap { operation in
        system.callsOf[operation].filter { !system.calls[$0].isSynchronous }
      }
      let calls = Dictionary(grouping: handing) { call in
        let (from, handler) = (system.calls[call].from, system.operations[system.calls[call].to].component)
        return Handling(handler: handler, publication: system.consumer(handler, of: from)?.publication ?? -1)
      }
      for (key, calls) in calls.sorted(by: { $0.key < $1.key }) {
        var limit = reading.value(component.partitions, or: .infinity)
        if let stated = system.consumer(key.handler, of: system.calls[calls[0]].from), stated.concurrency >= 0
        {
          limit = min(limit, reading.values[stated.concurrency] * reading.replicas(of: key.handler).now)
        }
        guard limit.isFinite else { continue }
        var pool = ConsumerPool(
          topic: topic, consumer: key.handler, publication: key.publication, limit: limit)
        if !isAmple(limit, for: calls, times) {
          let published = key.publication < 0 ? "" : " \(system.operations[key.publication].name)"
          let name = "\(component.name)\(published) to \(system.components[key.handler].name)"
          network.processors.append(.init(name: name, discipline: .delay))
          pool.task = addTask(
            "\(name) consumers", processor: network.processors.count - 1,
            .threads(max(1, Int(limit.rounded()))))
        }
        consumerPools.append(pool)
      }
    }
  }

  /// Who handles messages, and the operation by which they come; -1 for all.
  private struct Handling: Hashable, Comparable {
    var handler: Int
    var publication: Int

    static func < (one: Handling, other: Handling) -> Bool {
      (one.handler, one.publication) < (other.handler, other.publication)
    }
  }

  /// True when many places are three times what the messages take when nothing waits, so that they never run out.
  private func isAmple(_ limit: Double, for calls: [Int], _ times: [Double]) -> Bool {
    guard limit > 64 else { return false }
    let busy = calls.reduce(0) { busy, call in
      busy
        + rate * reading.callVisits[call]
        * (reading.networkTime(ofCall: call) + times[reading.system.calls[call].to])
    }
    return limit > 3 * busy + 20
  }

  /// The places for the messages that an asynchronous call of a topic hands over; nil where they have no limit.
  func consumerPool(ofCall call: Int) -> ConsumerPool? {
    let system = reading.system
    let (from, handler) = (system.calls[call].from, system.operations[system.calls[call].to].component)
    let topic = system.operations[from].component
    let publication = system.consumer(handler, of: from)?.publication ?? -1
    return consumerPools.first {
      $0.topic == topic && $0.consumer == handler && $0.publication == publication
    }
  }

  /// Machines of a station: where its autoscaler comes to rest under all that is sent.
  private func unitsInUse(_ station: Int) -> Double {
    reading.stations[station].unitsInUse(at: rate, workFactor: effects?.workFactors[station] ?? 1)
  }

  // MARK: Activities

  private mutating func fill(_ operation: Int) {
    let entry = reading.system.operations[operation]
    let number = entryOfOperation[operation]
    if entry.component >= 0, reading.system.components[entry.component].isStateful,
      reading.primaryStation[entry.component] >= 0
    {
      fillStore(operation, max(0, reading.value(entry.variability, or: 1)))
    }
    var parts = ownParts(of: operation)
    if entry.body >= 0 {
      let share = min(1, max(0, reading.passedOnShare(of: operation)))
      let body = activity(entry.body)
      let steps = share < 1 ? LayeredNetwork.Activity.choice([.init(share: share, body)]) : body
      parts.append(isOutOfWorkers(number) ? steps : passing(steps, of: number))
    }
    let all = LayeredNetwork.Activity.sequence(parts)
    network.entries[number].activity = isOutOfWorkers(number) ? passing(all, of: number) : all
  }

  /// What an execution does itself, before it calls others.
  func ownParts(of operation: Int) -> [LayeredNetwork.Activity] {
    let entry = reading.system.operations[operation]
    guard entry.component >= 0 else { return [] }
    let variability = max(0, reading.value(entry.variability, or: 1))
    var parts: [LayeredNetwork.Activity] = []
    let primary = reading.primaryStation[entry.component]
    if reading.system.components[entry.component].isStateful, primary >= 0 {
      parts.append(access(operation))
    } else if primary >= 0 {
      let time = reading.processingTime(of: operation) / reading.stations[primary].speed
      parts.append(.demand(time, variability: variability))
    }
    let delay = reading.value(entry.delay, or: 0) + reading.value(entry.disk, or: 0)
    if delay > 0 { parts.append(.delay(delay, variability: variability)) }
    return parts
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

  mutating func activity(_ node: Int) -> LayeredNetwork.Activity {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call: return entry.call >= 0 ? activity(ofCall: entry.call) : .sequence([])
    case .sequence: return inSequence(entry.children)
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
    let count = effects?.rounds(ofStep: call, reading) ?? max(0, reading.value(entry.count, or: 1))
    let copies = max(1, reading.value(entry.fanOut, or: 1).rounded())
    let missed = 1 - reading.hitRatios[call]
    guard entry.isSynchronous else {
      let sent = effects?.calls[call]?.copies ?? 1
      let all = LayeredNetwork.Count.fixed(count * copies * missed * sent)
      return .call(.init(target(of: call), count: all, isSynchronous: false))
    }
    var once = once(call)
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

  /// The entry that a call asks: the operation, behind connections or consumers' places where there are some.
  mutating func target(of call: Int) -> Int {
    let entry = reading.system.calls[call]
    let (from, to) = (
      reading.system.operations[entry.from].component, reading.system.operations[entry.to].component
    )
    targetOfCall[call] = entryOfOperation[entry.to]
    let task =
      entry.isSynchronous
      ? connectionPools.first { $0.client == from && $0.store == to }?.task
      : consumerPool(ofCall: call)?.task
    guard let task, task >= 0 else { return targetOfCall[call] }
    let key = PoolKey(task: task, operation: entry.to)
    if let known = poolEntry[key] {
      targetOfCall[call] = known
      return known
    }
    let made = addEntry(
      "\(network.tasks[task].name): \(reading.system.operations[entry.to].name)", task: task)
    var held = LayeredNetwork.Activity.call(.init(entryOfOperation[entry.to]))
    let hop = entry.isSynchronous ? 0 : reading.networkTime(ofCall: call)
    if hop > 0 { held = .sequence([.delay(hop), held]) }
    network.entries[made].activity = passing(held, of: made)
    poolEntry[key] = made
    targetOfCall[call] = made
    return made
  }
}
