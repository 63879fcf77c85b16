internal import TenfoldModel

extension ProgramCompiler {
  /// Compiles what an operation does: its own work first, then its steps.
  mutating func compileOperation(_ operation: Int) {
    starts.append(here)
    let entry = lowered.operations[operation]
    place =
      entry.component >= 0 ? "\(lowered.components[entry.component].name).\(entry.name)" : entry.name
    if entry.component >= 0 {
      compileOwnWork(operation)
      let failureShare = reading.value(entry.failureShare, or: 0)
      if failureShare > 0 { emit(.fail, share: failureShare) }
    }
    let canUndo = beginUndoing(operation)
    if entry.body >= 0 {
      let answered = 1 - reading.passedOnShare(of: operation)
      let skip = answered > 0 ? emit(.skip, share: answered) : -1
      compile(node: entry.body, of: operation)
      if skip >= 0 { program.instructions[skip].a = here }
    }
    emit(.end)
    compileUndoing(operation, from: canUndo)
    // What copies do for a write stands behind it.
    if let applying = applyingOf[operation] {
      program.components[entry.component].applying = here
      emit(.work, applying)
      emit(.end)
    }
  }

  private mutating func compileOwnWork(_ operation: Int) {
    let entry = lowered.operations[operation]
    let component = lowered.components[entry.component]
    let variability = reading.value(entry.variability, or: 1)
    if program.components[entry.component].hasReplicas {
      let station = reading.stations[reading.primaryStation[entry.component]]
      let mesh = reading.value(lowered.meshCPU, or: 0) * reading.value(lowered.meshEnrolled, or: 1)
      let watching = reading.value(lowered.observation.cpuPerRequest, or: 0)
      let calls = 1 + Double(lowered.callsOf[operation].count)
      let extra = component.kind == .service ? mesh * calls + watching : 0
      let time = (reading.value(entry.cpu, or: 0) + extra) / station.speed
      let work = sampler(.fitted(mean: time, scv: variability))
      if work >= 0 { emit(.work, work) }
      if entry.writes, program.components[entry.component].copies >= 0 {
        let time = reading.applyTime(ofWrite: operation) / station.speed
        let applying = sampler(.fitted(mean: time, scv: variability))
        if applying >= 0 { applyingOf[operation] = applying }
      }
    }
    let delay = reading.value(entry.delay, or: 0) + reading.value(entry.disk, or: 0)
    let pause = sampler(.fitted(mean: delay, scv: variability))
    if pause >= 0 { emit(.pause, pause) }
  }

  private mutating func compile(node: Int, of operation: Int) {
    let entry = lowered.nodes[node]
    switch entry.kind {
    case .sequence: for child in entry.children { compile(node: child, of: operation) }
    case .call: compile(call: entry.call)
    case .choice: compileChoice(entry.children, of: operation)
    case .parallel: compileParallel(entry.children, of: operation)
    }
  }

  /// Each branch is taken with its share of what the branches before it leave.
  private mutating func compileChoice(_ branches: Range<Int>, of operation: Int) {
    var left = 1.0
    var exits: [Int] = []
    for branch in branches {
      let share = min(left, reading.value(lowered.nodes[branch].share, or: 1))
      let conditional = left > 0 ? share / left : 0
      left = max(0, left - share)
      guard conditional > 0 else { continue }
      let skip = conditional < 1 ? emit(.skip, share: 1 - conditional) : -1
      for child in lowered.nodes[branch].children { compile(node: child, of: operation) }
      exits.append(emit(.jump))
      if skip >= 0 { program.instructions[skip].a = here }
      if conditional >= 1 { break }
    }
    for exit in exits { program.instructions[exit].a = here }
  }

  private mutating func compileParallel(_ members: Range<Int>, of operation: Int) {
    for member in members {
      let entry = lowered.nodes[member]
      if entry.kind == .call, let route = plainRoute(entry.call) {
        if lowered.calls[entry.call].isSynchronous { start(route) } else { emit(.cast, route) }
      } else {
        compileBranch(copies: 1) { $0.compile(node: member, of: operation) }
      }
    }
    emit(.join)
  }

  /// Calls by routes that follow each other begin in one instruction.
  private mutating func start(_ route: Int32) {
    let before = program.instructions[Int(here) - 1]
    if before.code == .start, before.a + before.b == route {
      program.instructions[Int(here) - 1].b += 1
    } else {
      emit(.start, route, 1)
    }
  }

  /// A branch stands beside the way of its execution, which jumps over it.
  private mutating func compileBranch(copies: Int32, _ body: (inout ProgramCompiler) -> Void) {
    let fork = emit(.fork, here + 2, copies)
    let jump = emit(.jump)
    program.instructions[fork].a = here
    body(&self)
    emit(.end)
    program.instructions[jump].a = here
  }

  /// The route of a call that is made exactly once, to one place, past no cache; nil for any other.
  private mutating func plainRoute(_ call: Int) -> Int32? {
    let entry = lowered.calls[call]
    guard entry.cacheOperation < 0, reading.value(entry.count, or: 1) == 1,
      reading.value(entry.fanOut, or: 1).rounded() <= 1, !countsAreGeometric
    else { return nil }
    return route(of: call)
  }

  private mutating func compile(call: Int) {
    let entry = lowered.calls[call]
    let count = reading.value(entry.count, or: 1)
    let copies = Int32(max(1, min(reading.value(entry.fanOut, or: 1).rounded(), 1e4)))
    guard count > 0 else { return }
    let isRepeated = count != 1 || countsAreGeometric
    let times = isRepeated ? emit(.times, 0, countsAreGeometric ? 1 : 0, share: count) : -1
    let body = here
    if copies > 1 {
      compileBranch(copies: copies) { $0.compileOnce(call) }
      emit(.join)
    } else {
      compileOnce(call)
    }
    if isRepeated {
      emit(.again, body)
      program.instructions[times].a = here
    }
  }

  /// One call: the cache first, where there is one, then what its misses reach.
  private mutating func compileOnce(_ call: Int) {
    let entry = lowered.calls[call]
    let code: ServiceProgram.Instruction.Code = entry.isSynchronous ? .call : .cast
    guard entry.cacheOperation >= 0 else {
      emit(code, route(of: call))
      return
    }
    emit(.call, cacheRoute(of: call))
    let cache = cacheNumbers[entry.cache]
    let skip =
      cache.map { emit(.lookUp, 0, $0) } ?? emit(.hit, 0, Int32(entry.cache), share: reading.hitRatios[call])
    let behind = route(of: call)
    program.routes[Int(behind)].takesKey = cache != nil
    emit(code, behind)
    if let cache { emit(.fill, 0, cache) }
    program.instructions[skip].a = here
  }

  private var countsAreGeometric: Bool { options.callCounts == .geometric }

  // MARK: Routes

  private mutating func route(of call: Int) -> Int32 {
    let entry = lowered.calls[call]
    let from = lowered.operations[entry.from].component
    let to = lowered.operations[entry.to].component
    let target = lowered.components[to]
    let isInside = from == to || reading.shareMachine(from, to)
    var hop = from >= 0 && !isInside ? reading.value(lowered.hop, or: 0) : 0
    if from >= 0, !isInside, target.kind == .service || target.kind == .gateway {
      hop += 2 * reading.value(lowered.meshDelay, or: 0) * reading.value(lowered.meshEnrolled, or: 1)
    }
    if target.kind == .store, program.components[to].quorum < 0, lowered.operations[entry.to].writes {
      hop += reading.commitTime(ofWriteTo: to)
    }
    var route = ServiceProgram.Route(target: -1, component: Int32(to))
    route.hop = sampler(.exponential(mean: hop))
    route.writes = lowered.operations[entry.to].writes
    route.isOptional = entry.isOptional
    route.connections = connections(from: from, to: to)
    (route.consumers, route.partitions) = consumers(of: call)
    route.outboxInterval = reading.value(entry.outboxInterval, or: 0)
    route.isDelivery = from >= 0 && lowered.components[from].kind == .topic && !entry.isSynchronous
    if let bit = undoBits[call], !entry.isOptional { route.undoBit = bit }
    let index = addRoute(route, from: from, to: entry.to)
    program.routes[Int(index)].guarded = callGuard(
      delivering(entry.resilience, from: from, isDelivery: route.isDelivery), of: index, from: from)
    return index
  }

  private mutating func cacheRoute(of call: Int) -> Int32 {
    let entry = lowered.calls[call]
    var route = ServiceProgram.Route(target: -1, component: Int32(entry.cache))
    route.hop = sampler(.exponential(mean: reading.value(lowered.hop, or: 0)))
    // A cache that does not answer is a miss.
    route.isOptional = true
    route.asksCache = true
    return addRoute(route, from: lowered.operations[entry.from].component, to: entry.cacheOperation)
  }

  mutating func callGuard(_ resilience: Resilience, of route: Int32, from caller: Int) -> Int32 {
    var entry = ServiceProgram.CallGuard(route: route)
    entry.timeout = resilience.timeout?.likely ?? 0
    entry.retryLimit = Int32(max(0, min(resilience.retryLimit?.likely ?? 0, 100)))
    entry.budget = resilience.retryBudget?.likely ?? .infinity
    entry.backoff = resilience.backoff?.likely ?? 0
    entry.breakerThreshold = Int32(max(0, min(resilience.breakerThreshold?.likely ?? 0, 1e6)))
    entry.hedgeAfter = resilience.hedgeAfter?.likely ?? 0
    entry.isTied = resilience.isTied ?? false
    if let bulkhead = resilience.bulkhead?.likely {
      entry.bulkhead = Int32(max(1, min(bulkhead.rounded(), 1e9)))
    }
    if program.routes[Int(route)].isDelivery { entry.topic = Int32(caller) }
    guard
      entry.timeout > 0 || entry.retryLimit > 0 || entry.breakerThreshold > 0 || entry.hedgeAfter > 0
        || entry.isTied || entry.bulkhead < .max
    else { return -1 }
    // Each replica of the caller has its own breaker, budget and bulkhead, as real clients have.
    let groups = caller >= 0 ? program.groups.filter { $0.component == Int32(caller) } : []
    entry.firstState = Int32(program.guardStateCount)
    entry.firstReplica = groups.first?.first ?? -1
    program.guardStateCount += Int(max(1, groups.reduce(0) { $0 + $1.most }))
    program.guards.append(entry)
    return Int32(program.guards.count - 1)
  }

  /// Pools of connections from each replica of `from` to a store, where the system states them and no pooler stands
  /// between; the catalogue's assumption about them is no limit.
  private mutating func connections(from: Int, to: Int) -> Int32 {
    guard from >= 0, from != to, program.components[from].hasReplicas, !lowered.components[to].isPooled,
      let stated = system.components[to].state?.connectionsPerReplica[lowered.components[from].name],
      stated.provenance.basis != .assumed
    else { return -1 }
    let key = ConnectionKey(from: from, to: to)
    if let known = connectionPools[key] { return known }
    let first = Int32(program.pools.count)
    let group = program.groups[Int(program.components[from].primaries)]
    // Replicas of a version that is tried out stand behind the others.
    let canary = program.components[from].canary
    let tried = canary >= 0 ? program.groups[Int(canary)].most : 0
    for _ in 0..<(group.most + tried) { _ = pool(limit: stated.likely, of: to) }
    connectionPools[key] = first
    return first
  }

  /// At most one consumer of a group works on a partition, and no more than its replicas handle.
  private mutating func consumers(of call: Int) -> (pool: Int32, partitions: Int32) {
    let entry = lowered.calls[call]
    let topic = lowered.operations[entry.from].component
    guard topic >= 0, lowered.components[topic].kind == .topic, !entry.isSynchronous else { return (-1, 0) }
    let component = lowered.operations[entry.to].component
    var limit = reading.value(lowered.components[topic].partitions, or: .infinity)
    let publication = lowered.operations[entry.from].name
    let consumer = system.components[topic].messaging?.consumer(
      lowered.components[component].name, of: publication)
    let key = ConsumerKey(topic: topic, handler: component, publication: consumer?.publication)
    if let known = consumerPools[key] { return known }
    if let each = consumer?.concurrency?.likely {
      limit = min(limit, each * reading.replicas(of: component).now)
    }
    let partitions = reading.value(lowered.components[topic].partitions, or: 0).rounded()
    if program.components[topic].keys >= 0, partitions >= 1, partitions <= 1e6 {
      // Messages of a partition keep their order: one at a time.
      let first = Int32(program.pools.count)
      for _ in 0..<Int(partitions) { _ = pool(limit: 1, of: component) }
      consumerPools[key] = (first, Int32(partitions))
      return (first, Int32(partitions))
    }
    let found = (pool: limit < 1e9 ? pool(limit: limit, of: component) : -1, partitions: Int32(0))
    consumerPools[key] = found
    return found
  }
}

/// Who handles messages of a topic: all of them, or those that come by one operation.
struct ConsumerKey: Hashable {
  var topic: Int
  var handler: Int
  var publication: String?
}

/// Two components with a pool of connections between them.
struct ConnectionKey: Hashable {
  var from: Int
  var to: Int
}
