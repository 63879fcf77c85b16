package import TenfoldModel

/// Fills what is unknown of a system with assumptions of the catalogue.
struct Completion {
  var system: System
  var diagnostics: [Diagnostic] = []
  /// Names of the components that call each component, while numbers are assumed.
  private var clients: [String: [String]] = [:]

  init(system: System) { self.system = system }

  /// Engines that keep everything in memory, so that what they keep grows with users.
  private static let inMemoryEngines: Set<String> = ["redis", "memcached"]

  // MARK: Parts

  /// Adds operations that calls imply and journeys that callers imply.
  mutating func addMissingParts() {
    for index in system.components.indices { addOperations(to: index) }
    let plainStores = Set(
      system.components.filter {
        $0.kind == .store && $0.operation("read") != nil && $0.operation("write") != nil
      }
      .map(\.name))
    for component in system.components.indices {
      for operation in system.components[component].operations.indices {
        let steps = system.components[component].operations[operation].steps
        system.components[component].operations[operation].steps = steps.map {
          withMixedQueries($0, stores: plainStores)
        }
      }
    }
    addConsumers()
    addJourneys()
  }

  /// A component nobody described in detail offers what its kind implies.
  private mutating func addOperations(to index: Int) {
    guard system.components[index].operations.isEmpty else { return }
    system.components[index].operations = Catalog.impliedOperations(of: system.components[index].kind)
  }

  /// A call of a store that does not say which operation becomes reads and writes in the assumed shares.
  private func withMixedQueries(_ step: Step, stores: Set<String>) -> Step {
    switch step {
    case .call(let call) where call.operation == nil && stores.contains(call.component):
      let reads = required("store readShare")
      let writes = Quantity(
        1 - reads.likely, low: 1 - reads.high, high: 1 - reads.low,
        .derived(law: "1 - share of reads", basis: .assumed))
      var read = call
      read.operation = "read"
      var write = call
      write.operation = "write"
      write.cachedIn = nil
      return .choice([
        .init(share: reads, steps: [.call(read)]), .init(share: writes, steps: [.call(write)]),
      ])
    case .call: return step
    case .parallel(let steps): return .parallel(steps.map { withMixedQueries($0, stores: stores) })
    case .choice(let branches):
      return .choice(
        branches.map {
          .init(share: $0.share, steps: $0.steps.map { withMixedQueries($0, stores: stores) })
        })
    }
  }

  /// What a topic's consumers do follows from each message: an asynchronous call of the topic's operation.
  private mutating func addConsumers() {
    for index in system.components.indices where system.components[index].kind == .topic {
      for consumer in system.components[index].messaging?.consumers ?? [] {
        let call = Call(component: consumer.component, operation: consumer.operation, mode: .asynchronous)
        let isThere = system.components[index].operations.contains { operation in
          operation.steps.contains {
            if case .call(let known) = $0 { known.component == consumer.component } else { false }
          }
        }
        guard !isThere else { continue }
        for operation in system.components[index].operations.indices {
          system.components[index].operations[operation].steps.append(.call(call))
        }
      }
    }
  }

  /// Without described journeys, every part that nobody calls is an entry; those of gateways first.
  private mutating func addJourneys() {
    guard system.workload.journeys.isEmpty else { return }
    let called = Set(system.components.flatMap { $0.operations.flatMap { Self.targets($0.steps) } })
    let consumers = Set(system.components.flatMap { $0.messaging?.consumers.map(\.component) ?? [] })
    let open = system.components.filter {
      [.service, .gateway, .cdn].contains($0.kind) && !called.contains($0.name)
        && !consumers.contains($0.name)
    }
    var entries = open.filter { $0.kind != .service && $0.operations.contains { !$0.steps.isEmpty } }
    if entries.isEmpty { entries = open.filter { $0.operations.contains { !$0.steps.isEmpty } } }
    if entries.isEmpty { entries = open }
    if entries.isEmpty, let first = system.components.first(where: { $0.kind == .service }) {
      entries = [first]
    }
    if entries.isEmpty, let first = system.components.first { entries = [first] }
    for entry in entries {
      system.workload.journeys.append(
        Journey(
          name: entry.name, calls: [Call(component: entry.name, operation: entry.operations.first?.name)]))
    }
    if !entries.isEmpty {
      diagnostics.append(
        Diagnostic(
          .note, id: "TF-ASSUME-001",
          "no journeys are described; requests are assumed to enter in equal shares at "
            + entries.map(\.name).joined(separator: ", ") + "; describe workload.journeys to change that"))
    }
  }

  private static func targets(_ steps: [Step]) -> [String] {
    steps.flatMap { step -> [String] in
      switch step {
      case .call(let call): [call.component]
      case .parallel(let steps): targets(steps)
      case .choice(let branches): branches.flatMap { targets($0.steps) }
      }
    }
  }

  // MARK: Numbers

  /// Gives every number that the solver needs and nobody knows its assumed value.
  mutating func assume() {
    assumeWorkload()
    clients = clientsOfComponents()
    for index in system.components.indices {
      var component = system.components[index]
      assume(of: &component)
      system.components[index] = component
    }
    assumeMesh()
    assumeDelivery()
    assumeObservation()
    assumeIncidents()
  }

  private mutating func assumeWorkload() {
    let isRateKnown = system.workload.arrivalRate != nil
    system.workload.requestsPerUser.assume(required("workload requestsPerUser"))
    let perUser = system.workload.requestsPerUser ?? required("workload requestsPerUser")
    if let rate = system.workload.arrivalRate {
      system.workload.users.assume(
        Quantity(
          rate.likely / perUser.likely, low: rate.low / perUser.likely, high: rate.high / perUser.likely,
          .derived(law: "users = arrival rate / requests per user", basis: rate.provenance.basis)))
    }
    if let tenants = system.workload.tenants?.count, tenants.likely > required("workload users").likely {
      system.workload.users.assume(
        Quantity(
          tenants.likely, low: tenants.low, high: 10 * tenants.high,
          .derived(law: "a user of each tenant at least", basis: .assumed)))
    }
    system.workload.users.assume(required("workload users"))
    let users = system.workload.users ?? required("workload users")
    system.workload.arrivalRate.assume(
      Quantity(
        users.likely * perUser.likely, low: users.low * perUser.low, high: users.high * perUser.high,
        .derived(law: "arrival rate = users x requests per user", basis: .assumed)))
    system.workload.peakFactor.assume(required("workload peakFactor"))
    if isRateKnown, let rate = system.workload.arrivalRate, users.likely > 0 {
      let implied = rate.likely / users.likely
      if abs(implied / perUser.likely - 1) > 0.2, perUser.provenance.basis != .assumed {
        diagnostics.append(
          Diagnostic(
            .warning, id: "TF-OBS-002",
            "\(QuantityText.users(users.likely)) x \(QuantityText.number(perUser.likely)) requests/s is not "
              + "\(QuantityText.rate(rate.likely)); the arrival rate is taken"))
      }
      system.workload.requestsPerUser = Quantity(
        implied, .derived(law: "requests per user = arrival rate / users", basis: rate.provenance.basis))
    }
    let known = system.workload.journeys.compactMap(\.share?.likely).reduce(0, +)
    let unknown = system.workload.journeys.filter { $0.share == nil }.count
    for index in system.workload.journeys.indices {
      system.workload.journeys[index].share.assume(
        sure(max(0, 1 - known) / Double(max(1, unknown)), "equal shares of what is left"))
      for call in system.workload.journeys[index].calls.indices {
        system.workload.journeys[index].calls[call].requestSize.assume(required("workload requestSize"))
        system.workload.journeys[index].calls[call].responseSize.assume(required("workload responseSize"))
      }
    }
  }

  private func assume(of component: inout Component) {
    let subjects = Catalog.subjects(of: component)
    let kind = [component.kind.rawValue]
    func assumption(_ quantity: String) -> Quantity? {
      Catalog.assumption(quantity, of: subjects + ["service"])
    }
    component.availability.assume(Catalog.assumption("availability", of: kind + ["service"]))
    component.scaling.replicas.assume(required("service replicas"))
    if component.kind != .external {
      let known = component.resources.cpuRequest ?? machine(of: component)?.cpu
      component.resources.cpu.assume(known ?? Catalog.assumption("cpu", of: kind))
      component.resources.memory.assume(assumption("memory"))
      component.workers.assume(assumption("serverCount"))
    }
    if component.scaling.autoscaler != nil {
      component.scaling.autoscaler?.maximum.assume(required("service autoscaler.maximum"))
      component.scaling.autoscaler?.target.assume(required("service autoscaler.target"))
      component.scaling.autoscaler?.startTime.assume(assumption("startTime"))
    }
    for index in component.operations.indices {
      assumeDemand(of: &component.operations[index], in: component, subjects: subjects)
    }
    assumeState(of: &component, subjects: subjects)
  }

  /// The machine that a component shares with others; nil where it shares none or nothing is known of it.
  private func machine(of component: Component) -> NodePool? {
    guard let name = component.runsOn, system.sharedMachines.contains(name) else { return nil }
    return system.placement.nodePools.first { $0.name == name }
  }

  private func assumeDemand(of operation: inout Operation, in component: Component, subjects: [String]) {
    let kind = component.kind
    operation.demand.variability.assume(Catalog.assumption("variability", of: [kind.rawValue, "service"]))
    switch kind {
    case .external:
      if component.observed.isEmpty { operation.demand.delay.assume(required("external delay")) }
      operation.demand.delay.assume(required("external delay"))
    case .store, .cache:
      let quantity = operation.writes == true ? "cpu.write" : "cpu.read"
      operation.demand.cpu.assume(Catalog.assumption(quantity, of: subjects))
    case .service, .gateway, .cdn, .topic:
      operation.demand.cpu.assume(Catalog.assumption("cpu.request", of: subjects + ["service"]))
    }
  }

  private func assumeState(of component: inout Component, subjects: [String]) {
    guard component.kind == .store || component.kind == .cache else { return }
    var state = component.state ?? StoredState()
    let ask = subjects + ["store"]
    func assumption(_ quantity: String) -> Quantity? { Catalog.assumption(quantity, of: ask) }
    let isInMemory =
      component.kind == .cache
      || Catalog.family(of: component.engineName).map(Self.inMemoryEngines.contains) ?? false
    if isInMemory, let users = system.workload.users {
      state.size.assume(required("cache bytesPerUser").scaled(by: users.likely))
    }
    state.size.assume(assumption("size")?.scaled(by: max(1, state.sharding?.count.likely ?? 1)))
    state.connectionLimit.assume(assumption("connectionLimit"))
    if component.kind == .store {
      state.bytesPerWrite.assume(assumption("bytesPerWrite"))
      if var keys = state.keys {
        keys.count.assume(required("store keys"))
        keys.zipfExponent.assume(required("store zipfExponent"))
        state.keys = keys
      } else {
        state.keys = KeyPopularity(
          count: required("store keys"), zipfExponent: required("store zipfExponent"))
      }
      let nodes = component.scaling.replicas?.likely ?? 1
      if nodes > 1, state.sharding == nil, Catalog.dividesItself(component) {
        // Each part with its copies has as many nodes as there are copies of it.
        let parts = max(1, nodes / (1 + max(0, state.replication?.replicas.likely ?? 0)))
        state.sharding = Sharding(count: sure(parts, "the engine divides its data over its nodes"))
      }
    } else if state.hitRatio == nil {
      if state.keys?.count != nil {
        state.keys?.zipfExponent.assume(required("store zipfExponent"))
        state.keys?.entrySize.assume(required("cache entrySize"))
      } else {
        state.hitRatio = required("cache hitRatio")
      }
    }
    state.replication?.lag.assume(assumption("lag"))
    state.replication?.failoverTime.assume(assumption("failoverTime"))
    state.sharding?.scatterShare.assume(required("store scatterShare"))
    if let sharding = state.sharding, sharding.hottestShare == nil {
      state.sharding?.hottestShare = Self.seenHottestShare(of: component, shards: sharding.count.likely)
    }
    state.projection?.lag.assume(required("topic lag"))
    for client in clients[component.name] ?? [] where state.connectionsPerReplica[client] == nil {
      state.connectionsPerReplica[client] = required("client pool")
    }
    component.state = state
  }

  /// The busiest shard's share of the load, from its utilization beside that of the median one.
  private static func seenHottestShare(of component: Component, shards: Double) -> Quantity? {
    for observed in component.observed {
      guard let busiest = observed.utilization, let median = observed.medianUtilization,
        median.likely > 0, shards > 1
      else { continue }
      return Quantity(
        min(1, max(1, busiest.likely / median.likely) / shards),
        .derived(law: "busiest over median utilization", basis: busiest.provenance.basis))
    }
    return nil
  }

  /// Names of the components that call each component, but for itself, in the order of the system.
  private func clientsOfComponents() -> [String: [String]] {
    var clients: [String: [String]] = [:]
    for component in system.components {
      let called = Set(component.operations.flatMap { Self.targets($0.steps) })
      for name in called where name != component.name { clients[name, default: []].append(component.name) }
    }
    return clients
  }

  private mutating func assumeMesh() {
    guard var mesh = system.mesh else { return }
    mesh.cpuPerCall.assume(required("mesh cpuPerCall"))
    mesh.delayPerCall.assume(required("mesh delayPerCall"))
    mesh.enrolled.assume(sure(1, "all services are in the mesh unless told"))
    system.mesh = mesh
  }

  private mutating func assumeDelivery() {
    if system.delivery.method == nil {
      system.delivery.method = .pipeline
      diagnostics.append(
        Diagnostic(
          .note, id: "TF-ASSUME-002",
          "how changes reach production is not known; a pipeline without canary is assumed; "
            + "say delivery.method to change that"))
    }
    let method = system.delivery.method?.rawValue ?? "pipeline"
    system.delivery.changesPerServiceAndWeek.assume(required("delivery changesPerServiceAndWeek"))
    system.delivery.handsOnTime.assume(required("\(method) handsOnTime"))
    let stages = system.delivery.stages.compactMap(\.duration)
    if !stages.isEmpty {
      system.delivery.duration.assume(
        Quantity(
          stages.map(\.likely).reduce(0, +), low: stages.map(\.low).reduce(0, +),
          high: stages.map(\.high).reduce(0, +), .derived(law: "sum of the stages", basis: .stated)))
    }
    let exposed = system.delivery.exposures.first?.share
    system.delivery.exposedShare.assume(exposed)
    system.delivery.duration.assume(required("\(method) duration"))
    system.delivery.failureShare.assume(required("\(method) failureShare"))
    system.delivery.exposedShare.assume(required("\(method) exposedShare"))
    system.delivery.rollbackTime.assume(required("\(method) rollbackTime"))
    system.delivery.peopleShare.assume(required("delivery peopleShare"))
    let services = system.components.reduce(0) { sum, component in
      guard component.kind == .service || component.kind == .gateway else { return sum }
      return sum + max(1, Int(component.alike?.likely.rounded() ?? 1))
    }
    if let caretakers = system.delivery.caretakers, services > 0 {
      let each = required("delivery hoursPerWeek").likely * 3600 / Double(services)
      system.delivery.careTimePerServiceAndWeek.assume(caretakers.scaled(by: each))
    }
    let runners = required("delivery runners")
    let busy = max(1, Double(services) / 20)
    system.delivery.runners.assume(
      Quantity(
        runners.likely * busy, low: runners.low * busy, high: runners.high * busy, runners.provenance))
    let perService = required("delivery peoplePerService")
    let least = required("delivery peopleMinimum").likely
    system.delivery.people.assume(
      Quantity(
        max(least, (perService.likely * Double(services)).rounded()),
        low: max(least, perService.low * Double(services)),
        high: max(least, perService.high * Double(services)),
        .assumed(entry: "delivery peoplePerService", grade: .e)))
  }

  private mutating func assumeObservation() {
    let level = Catalog.observationLevel(of: system.observation)
    system.observation.detectionTime.assume(required("observation-\(level) detectionTime"))
    system.observation.diagnosisTime.assume(required("observation-\(level) diagnosisTime"))
    system.observation.repairTime.assume(required("observation-\(level) repairTime"))
    system.observation.faultsPerComponentAndYear.assume(required("observation faults"))
  }
}

extension Catalog {
  /// Which of the four levels of observation a system's traits amount to; 1 when nothing is known.
  package static func observationLevel(of observation: Observation) -> Int {
    if observation.anomalyDetection == true, observation.selfHealing == true { return 4 }
    if observation.alerts == true { return 3 }
    if observation.centralLogs == true || observation.metricsInterval != nil { return 2 }
    return 1
  }
}

private func required(_ id: String) -> Quantity { Catalog.required(id).quantity }

private func sure(_ value: Double, _ law: String) -> Quantity {
  Quantity(value, .derived(law: law, basis: .assumed))
}
