/// Compiles a completed system to flat arrays.
///
/// A number that is unknown and cannot be left out is a mistake of the caller: complete the system first.
package struct Lowering {
  private let system: System
  private let conventions: LoweringConventions
  private var lowered = LoweredSystem()
  private var operationIndex: [String: Int] = [:]
  private var firstOperation: [String: Int] = [:]
  private var componentIndex: [String: Int] = [:]

  /// Compiles `system`.
  package static func lower(_ system: System, conventions: LoweringConventions) -> LoweredSystem {
    var lowering = Lowering(system: system, conventions: conventions)
    lowering.run()
    return lowering.lowered
  }

  private init(system: System, conventions: LoweringConventions) {
    self.system = system
    self.conventions = conventions
  }

  private mutating func run() {
    lowered.name = system.name
    addConventions()
    addProcesses()
    for component in system.components { declare(component) }
    shareMachines()
    connectClients()
    for journey in system.workload.journeys {
      lowered.operations.append(.init(name: journey.name, component: -1))
    }
    var operation = 0
    for component in system.components {
      for described in component.operations {
        addBody(described.steps, to: operation)
        operation += 1
      }
    }
    for journey in system.workload.journeys {
      let share = journey.share ?? .stated(1 / Double(system.workload.journeys.count))
      let parameter = add(share, "share of the requests", of: journey.name, .share)
      lowered.journeys.append((operation, parameter))
      addBody(journey.calls.map(Step.call), to: operation)
      operation += 1
    }
    orderOperations()
  }

  // MARK: Numbers

  private mutating func add(
    _ quantity: Quantity?, _ what: String, of subject: String, _ form: ParameterName.Form
  ) -> Int {
    guard let quantity else { return -1 }
    return lowered.parameters.add(quantity, ParameterName(what, of: subject, form))
  }

  private mutating func addConventions() {
    let network = "the network"
    lowered.hop = add(conventions.hop, "time a call spends", of: network, .duration)
    let roundTrip =
      system.placement.links.compactMap(\.roundTripTime).max { $0.likely < $1.likely }
      ?? conventions.crossRegion
    lowered.regionCount = max(1, system.placement.regions.count)
    lowered.zoneCount = max(1, system.placement.regions.compactMap(\.zones?.likely).max() ?? 1)
    lowered.runsOnARM = system.placement.architecture == .arm64
    if system.components.contains(where: { $0.policy?.newConnectionShare != nil }) {
      lowered.handshake = add(conventions.handshake, "CPU of a TLS handshake", of: network, .duration)
    }
    if lowered.regionCount > 1 { addRegions(roundTrip: roundTrip, of: network) }
    lowered.applyTime = add(
      conventions.applyTime, "CPU to replay a write", of: "replicas", .duration)
    if system.components.contains(where: { $0.state?.sharding != nil }) {
      lowered.shardSkew = add(conventions.shardSkew, "busiest shard over the mean", of: "shards", .count)
    }
    lowered.serviceGrowth = add(
      conventions.serviceGrowth, "growth of services with users", of: "the product", .count)
    lowered.commonCause = add(
      conventions.commonCause, "faults common to all replicas", of: "components", .share)
    lowered.users = add(system.workload.users, "users", of: "the workload", .count)
    lowered.requestsPerUser = add(
      system.workload.requestsPerUser, "requests per user", of: "the workload", .rate)
    if let tenants = system.workload.tenants {
      lowered.tenantCount = add(tenants.count, "tenants", of: "the workload", .count)
      lowered.tenantHottestShare = add(
        tenants.hottestShare, "load of the busiest tenant", of: "the workload", .share)
    }
    if let mesh = system.mesh {
      lowered.meshCPU = add(mesh.cpuPerCall, "proxy CPU per call", of: mesh.engine, .duration)
      lowered.meshDelay = add(mesh.delayPerCall, "proxy time per call", of: mesh.engine, .duration)
      lowered.meshEnrolled = add(mesh.enrolled, "services in the mesh", of: mesh.engine, .share)
    }
  }

  private mutating func addRegions(roundTrip: Quantity, of network: String) {
    lowered.crossRegion = add(roundTrip, "round-trip time between regions", of: network, .duration)
    let regions = system.placement.regions
    let even = 1 / Double(regions.count)
    lowered.largestRegionShare = regions.map { $0.share?.likely ?? even }.max() ?? 1
    let names = Set(regions.map(\.name))
    let narrowest = system.placement.links
      .filter { names.contains($0.from) && names.contains($0.to) }
      .compactMap(\.bandwidth).min { $0.likely < $1.likely }
    lowered.linkBandwidth = add(narrowest, "bytes per second between regions", of: network, .bytes)
  }

  /// Where a store's writes go when there are several regions.
  private mutating func addWriters(
    of state: StoredState, _ replication: Replication, to result: inout LoweredSystem.Component
  ) {
    let regions = system.placement.regions
    guard regions.count > 1, system.placement.failover?.mode != .standby else { return }
    if let name = replication.primaryRegion {
      guard let region = regions.first(where: { $0.name == name }) else { return }
      let share = region.share ?? .stated(1 / Double(regions.count))
      result.primaryRegionShare = add(share, "share of the users", of: name, .share)
    } else {
      // A part of divided data has one primary, in the region of those whom it is about.
      result.writesEverywhere =
        replication.mode == .asynchronous && replication.writeQuorum == nil && state.sharding == nil
    }
  }

  private mutating func addProcesses() {
    let delivery = system.delivery
    let deployments = "deployments"
    lowered.releasesTogether = delivery.releasesIndependently == false
    lowered.delivery.changes = add(
      delivery.changesPerServiceAndWeek, "changes per service and week", of: deployments, .count)
    lowered.delivery.handsOnTime = add(delivery.handsOnTime, "hands-on time", of: deployments, .duration)
    lowered.delivery.duration = add(delivery.duration, "duration", of: deployments, .duration)
    lowered.delivery.failureShare = add(delivery.failureShare, "share that fails", of: deployments, .share)
    lowered.delivery.exposedShare = add(
      delivery.exposedShare, "traffic that meets a change first", of: deployments, .share)
    lowered.delivery.rollbackTime = add(
      delivery.rollbackTime, "time to roll back", of: deployments, .duration)
    lowered.delivery.runners = add(delivery.runners, "runners", of: deployments, .count)
    lowered.delivery.people = add(delivery.people, "people who deploy", of: deployments, .count)
    lowered.delivery.peopleShare = add(
      delivery.peopleShare, "share of people's time", of: deployments, .share)
    lowered.delivery.careTime = add(
      delivery.careTimePerServiceAndWeek, "care per service and week", of: "services", .duration)
    let observation = system.observation
    lowered.observation.healedShare = add(
      observation.healedShare, "share that controllers end", of: "faults", .share)
    lowered.observation.cpuPerRequest = add(
      observation.cpuPerRequest, "CPU per request", of: "observation", .duration)
    lowered.observation.bytesPerRequest = add(
      observation.bytesPerRequest, "bytes per request", of: "observation", .bytes)
    lowered.observation.detectionTime = add(
      observation.detectionTime, "time to notice", of: "faults", .duration)
    lowered.observation.diagnosisTime = add(
      observation.diagnosisTime, "time to find the cause", of: "faults", .duration)
    lowered.observation.repairTime = add(observation.repairTime, "time to repair", of: "faults", .duration)
    lowered.observation.faults = add(
      observation.faultsPerComponentAndYear, "per component and year", of: "faults", .count)
    for incident in system.incidents {
      var entry = LoweredSystem.Incident(name: incident.name, cause: incident.cause)
      entry.perYear = add(incident.perYear, "times a year", of: incident.name, .count)
      entry.duration = add(incident.duration, "duration", of: incident.name, .duration)
      entry.affectedShare = add(incident.affectedShare, "requests it spoils", of: incident.name, .share)
      lowered.incidents.append(entry)
    }
    lowered.peakFactor = add(system.workload.peakFactor, "peak over mean", of: "the workload", .count)
  }

  private mutating func shareMachines() {
    for name in system.sharedMachines {
      let pool = system.placement.nodePools.first { $0.name == name }
      for index in system.components.indices where system.components[index].runsOn == name {
        lowered.components[index].machine = lowered.machines.count
      }
      lowered.machines.append(.init(name: name, cores: add(pool?.cpu, "cores", of: name, .count)))
    }
  }

  private mutating func connectClients() {
    for (index, component) in system.components.enumerated() {
      let clients = (component.state?.connectionsPerReplica ?? [:]).sorted { $0.key < $1.key }
      for (client, quantity) in clients {
        guard let from = componentIndex[client] else { continue }
        let parameter = add(quantity, "connections to \(component.name) per replica", of: client, .count)
        lowered.components[index].clients.append(.init(component: from, connections: parameter))
      }
      for consumer in component.messaging?.consumers ?? [] {
        guard let handler = componentIndex[consumer.component] else { continue }
        let parameter = add(
          consumer.concurrency, "messages of \(component.name) at a time", of: consumer.component, .count)
        let publication = consumer.publication.flatMap { operationIndex["\(component.name)\u{0}\($0)"] }
        lowered.components[index].consumers.append(
          .init(component: handler, concurrency: parameter, publication: publication ?? -1))
      }
    }
  }

  private mutating func declare(_ component: Component) {
    let name = component.name
    var result = LoweredSystem.Component(name: name, kind: component.kind)
    result.cores = add(component.resources.cpu, "CPU", of: name, .count)
    result.usableShare = add(
      component.resources.usableShare, "cores that contention leaves", of: name, .share)
    result.workers = add(component.workers, "workers", of: name, .count)
    let alike = max(1, component.alike?.likely.rounded() ?? 1)
    result.alikeCount = Int(min(alike, 1e9))
    result.replicas = add(component.scaling.replicas?.scaled(by: alike), "replicas", of: name, .count)
    if let autoscaler = component.scaling.autoscaler {
      result.autoscalerMaximum = add(
        autoscaler.maximum?.scaled(by: alike), "most replicas", of: name, .count)
      result.autoscalerMetric = AutoscalerEquilibrium.metric(named: autoscaler.metric)
      let isShare = result.autoscalerMetric == .cpu || autoscaler.target?.provenance.basis == .assumed
      result.autoscalerTarget = add(
        autoscaler.target, "autoscaler target", of: name, isShare ? .share : .count)
      if let reserved = component.resources.cpuRequest?.likely, let given = component.resources.cpu?.likely,
        reserved > 0, given > 0
      {
        result.reservedShare = reserved / given
      }
    }
    result.availability = add(component.availability, "availability of a replica", of: name, .share)
    result.faults = add(component.faultsPerYear, "faults a year", of: name, .count)
    result.memory = add(component.resources.memory, "memory", of: name, .bytes)
    if let state = component.state {
      if let replication = state.replication {
        result.copies = add(replication.replicas, "copies", of: name, .count)
        result.readTarget = replication.readsFrom
        result.replicationMode = replication.mode
        result.lag = add(replication.lag, "replication lag", of: name, .duration)
        addWriters(of: state, replication, to: &result)
      }
      if let sharding = state.sharding {
        result.shardCount = add(sharding.count, "shards", of: name, .count)
        result.hottestShare = add(
          sharding.hottestShare, "load of the busiest shard", of: name, .share)
        result.isDividedByTenant = sharding.key != nil && sharding.key == system.workload.tenants?.key
        result.scatterShare = add(sharding.scatterShare, "reads of all shards", of: name, .share)
      }
      result.keyCount = add(state.keys?.count, "distinct keys", of: name, .count)
      result.zipfExponent = add(state.keys?.zipfExponent, "skew of the keys", of: name, .count)
      result.entrySize = add(state.keys?.entrySize, "size of an entry", of: name, .bytes)
      result.hottestRate = add(state.keys?.hottestRate, "requests for one key", of: name, .rate)
      result.coalescesMisses = state.coalescesMisses
      result.hitRatio = add(state.hitRatio, "cache hit ratio", of: name, .share)
      result.hitRatioIsSeen = state.hitRatio.map { $0.provenance.basis != .assumed } ?? false
    }
    if let state = component.state {
      result.size = add(state.size, "data kept", of: name, .bytes)
      result.bytesPerWrite = add(state.bytesPerWrite, "bytes per write", of: name, .bytes)
      result.storage = add(component.resources.storage, "disk", of: name, .bytes)
      result.retention = add(state.retention, "time data is kept", of: name, .duration)
      result.connectionLimit = add(state.connectionLimit, "connection limit", of: name, .count)
      result.openConnections = add(state.openConnections, "open connections", of: name, .count)
      result.isPooled = state.isPooled ?? false
      result.timeToLive = add(state.timeToLive, "time an entry stays valid", of: name, .duration)
      result.removesOnWrite = (state.onWrite ?? .remove) == .remove
      result.projectionLag = add(state.projection?.lag, "projection lag", of: name, .duration)
    }
    result.rateLimit = add(component.policy?.rateLimit, "rate limit", of: name, .rate)
    result.answeredShare = add(
      component.policy?.cacheHitRatio, "share answered from its cache", of: name, .share)
    result.newConnectionShare = add(
      component.policy?.newConnectionShare, "new connections per request", of: name, .share)
    result.staysInZone = component.balancing?.policy == .sameZone
    result.repeatsWrites = conventions.writeRepeatingEngines.contains(component.engineName ?? "")
    result.keepsDataInMemory = ["redis", "valkey", "keydb", "memcached"].contains(component.engineName ?? "")
    result.partitions = add(component.messaging?.partitions, "partitions", of: name, .count)
    if let keys = component.messaging?.keys {
      result.keyCount = add(keys.count, "distinct keys", of: name, .count)
      result.zipfExponent = add(keys.zipfExponent, "skew of the keys", of: name, .count)
    }
    let start = lowered.operations.count
    for operation in component.operations {
      let label = component.operations.count > 1 ? "\(name).\(operation.name)" : name
      operationIndex["\(name)\u{0}\(operation.name)"] = lowered.operations.count
      var entry = LoweredSystem.Operation(name: operation.name, component: lowered.components.count)
      entry.cpu = add(operation.demand.cpu, "CPU per request", of: label, .duration)
      entry.disk = add(operation.demand.disk, "disk time per request", of: label, .duration)
      entry.delay = add(operation.demand.delay, "waiting time per request", of: label, .duration)
      entry.variability = add(operation.demand.variability, "variability of service", of: label, .count)
      entry.failureShare = add(operation.failureShare, "share that fails by itself", of: label, .share)
      entry.writes = operation.writes ?? false
      entry.repeatsHarm = operation.isIdempotent == false
      lowered.operations.append(entry)
    }
    if start < lowered.operations.count { firstOperation[name] = start }
    result.operations = start..<lowered.operations.count
    componentIndex[name] = lowered.components.count
    if component.kind == .service || component.kind == .gateway { lowered.serviceCount += result.alikeCount }
    lowered.components.append(result)
  }

  // MARK: Steps

  private mutating func addBody(_ steps: [Step], to operation: Int) {
    let start = lowered.calls.count
    if !steps.isEmpty {
      let root = lowered.nodes.count
      lowered.nodes.append(.init(kind: .sequence))
      lowered.operations[operation].body = root
      addChildren(steps, of: root, operation: operation, shares: [])
    }
    lowered.callsOf.append(start..<lowered.calls.count)
  }

  private mutating func addChildren(_ steps: [Step], of parent: Int, operation: Int, shares: [Int]) {
    let first = lowered.nodes.count
    for _ in steps { lowered.nodes.append(.init(kind: .sequence)) }
    lowered.nodes[parent].children = first..<(first + steps.count)
    for (offset, step) in steps.enumerated() {
      fill(first + offset, with: step, operation: operation, shares: shares)
    }
  }

  private mutating func fill(_ node: Int, with step: Step, operation: Int, shares: [Int]) {
    switch step {
    case .call(let call):
      guard let index = addCall(call, from: operation, shares: shares) else { return }
      lowered.nodes[node].kind = .call
      lowered.nodes[node].call = index
    case .parallel(let steps):
      lowered.nodes[node].kind = .parallel
      addChildren(steps, of: node, operation: operation, shares: shares)
    case .choice(let branches):
      lowered.nodes[node].kind = .choice
      let first = lowered.nodes.count
      for _ in branches { lowered.nodes.append(.init(kind: .sequence)) }
      lowered.nodes[node].children = first..<(first + branches.count)
      for (offset, branch) in branches.enumerated() {
        let name = label(of: operation)
        let share = add(branch.share, "share of executions\(Self.target(of: branch))", of: name, .share)
        lowered.nodes[first + offset].share = share
        addChildren(branch.steps, of: first + offset, operation: operation, shares: shares + [share])
      }
    }
  }

  /// ` that call db.write`, for the name of a branch's share.
  private static func target(of branch: Step.Branch) -> String {
    guard case .call(let call)? = branch.steps.first else { return " that take a branch" }
    return " that call \(call.component)\(call.operation.map { ".\($0)" } ?? "")"
  }

  private mutating func addCall(_ call: TenfoldModel.Call, from operation: Int, shares: [Int]) -> Int? {
    let target =
      call.operation.flatMap { operationIndex["\(call.component)\u{0}\($0)"] }
      ?? (call.operation == nil ? firstOperation[call.component] : nil)
    guard let target else {
      let wanted = call.operation.map { "\(call.component).\($0)" } ?? call.component
      lowered.diagnostics.append(
        Diagnostic(
          .warning, id: "TF-LOWER-001",
          "\(label(of: operation)) calls \"\(wanted)\", which no component offers; the call is left out"))
      return nil
    }
    let name = label(of: operation)
    var entry = LoweredSystem.Call(from: operation, to: target)
    entry.count = add(call.count, "calls of \(call.component)", of: name, .count)
    entry.fanOut = add(call.fanOut, "copies sent at once to \(call.component)", of: name, .count)
    entry.isSynchronous = call.mode == .synchronous
    entry.isOptional = call.isOptional
    entry.requestSize = add(call.requestSize, "bytes sent to \(call.component)", of: name, .bytes)
    entry.responseSize = add(call.responseSize, "bytes received from \(call.component)", of: name, .bytes)
    entry.resilience = call.resilience
    if let mesh = system.mesh, lowered.components[lowered.operations[target].component].kind == .service {
      entry.resilience.complete(from: mesh.resilience)
    }
    entry.outboxInterval = add(
      call.outboxInterval, "interval of the outbox to \(call.component)", of: name, .duration)
    entry.undo = call.undo.map { undoing($0, of: name) } ?? -1
    entry.shares = shares
    if let cache = call.cachedIn, let index = componentIndex[cache] {
      entry.cache = index
      lowered.components[index].isAskedFirst = true
      entry.cacheOperation = lowered.components[index].operations.first ?? -1
    }
    lowered.calls.append(entry)
    return lowered.calls.count - 1
  }

  /// The operation of a compensation, given as `component.operation` or a component of one operation.
  private mutating func undoing(_ text: String, of subject: String) -> Int {
    if let only = firstOperation[text] { return only }
    var parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let operation = parts.popLast().map(String.init) ?? ""
    if let index = operationIndex["\(parts.joined(separator: "."))\u{0}\(operation)"] { return index }
    lowered.diagnostics.append(
      Diagnostic(
        .warning, id: "TF-LOWER-001",
        "\(subject) is undone by \"\(text)\", which no component offers; nothing undoes it"))
    return -1
  }

  private func label(of operation: Int) -> String {
    let entry = lowered.operations[operation]
    guard entry.component >= 0 else { return entry.name }
    let component = lowered.components[entry.component]
    return component.operations.count > 1 ? "\(component.name).\(entry.name)" : component.name
  }

  // MARK: Order

  /// Depth first, reversed: callers before the called; a call back to an operation under way closes a cycle.
  private mutating func orderOperations() {
    var mark = [UInt8](repeating: 0, count: lowered.operations.count)
    var finished: [Int] = []
    finished.reserveCapacity(mark.count)
    for start in mark.indices.reversed() where mark[start] == 0 {
      var stack: [(operation: Int, next: Int)] = [(start, lowered.callsOf[start].lowerBound)]
      mark[start] = 1
      while let top = stack.last {
        if top.next == lowered.callsOf[top.operation].upperBound {
          mark[top.operation] = 2
          finished.append(top.operation)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let target = lowered.calls[top.next].to
        if mark[target] == 1 {
          lowered.calls[top.next].closesCycle = true
          lowered.hasCycles = true
          lowered.diagnostics.append(
            Diagnostic(
              .warning, id: "TF-LOWER-002",
              "\(label(of: top.operation)) and \(label(of: target)) call each other in a circle; "
                + "visits are a fixed point, or one round where that grows without end; response times leave the "
                + "closing call out"))
        } else if mark[target] == 0 {
          mark[target] = 1
          stack.append((target, lowered.callsOf[target].lowerBound))
        }
      }
    }
    lowered.order = finished.reversed()
  }
}
