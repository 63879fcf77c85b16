package import TenfoldModel

/// Makes of a system the one that the lab stands up, which is also the one that is predicted.
package struct LabSystem: Sendable {
  /// The system: one replica of each service with all cores of the machine, stores and caches with a share each.
  package var system: System
  /// What was changed, in sentences.
  package private(set) var remarks: [String] = []
  /// Cores of one database or cache node.
  package let nodeCores: Double

  /// Rows of the table where the system does not say how many keys there are, and how popular they are.
  private static let assumedKeys = KeyPopularity(count: .stated(100_000), zipfExponent: .stated(0.99))
  /// Name of the service that takes requests of several kinds.
  private static let door = "door"
  /// Connections of a service to each node of a store.
  static let poolSize = 20.0
  /// Connections of a service to a pooler, which shares few of its own among them: one for each connection of a load.
  static let pooledSize = Double(LabExperiment.connectionCount)
  /// Share of the machine's cores that services may burn at the highest load.
  private static let mostBurned = 0.25

  /// Takes what can be stood up here.
  ///
  /// - Parameters:
  ///   - completed: A system without unknowns, as the catalogue completes it.
  ///   - nodeCores: Cores of each database and cache node; > 0.
  ///   - machineCores: Cores of this machine.
  ///   - highestRate: Requests per second that will be sent at most.
  /// - Throws: ``LabError`` for a part that the lab does not know.
  package init(
    _ completed: System, nodeCores: Double, machineCores: Double, highestRate: Double
  ) throws(LabError) {
    self.nodeCores = nodeCores
    let refusals = LabOmission.refusals(in: completed)
    guard refusals.isEmpty else {
      throw .unsupported(
        "\(completed.name) has parts that the lab does not stand up:\n"
          + refusals.map { "  \($0)\n" }.joined()
          + "name those that can be done without after --leave-out")
    }
    let reading = Reading(Lowering.lower(completed, conventions: Self.conventions()))
    var work = 0.0
    for station in reading.stations
    where reading.system.components[station.component].kind == .service {
      work += station.demand * highestRate
    }
    let burns = work <= Self.mostBurned * machineCores
    system = System(name: completed.name)
    system.workload.arrivalRate = completed.workload.arrivalRate ?? .stated(reading.rateNow(of: completed))
    system.workload.journeys = completed.workload.journeys
    let topics = LabTopics(of: completed, cores: nodeCores)
    for component in completed.components where component.kind != .topic {
      switch (component.kind, component.engineName) {
      case (.service, _): system.components.append(Self.service(component, burns, machineCores))
      case (.store, "postgresql"): system.components.append(try Self.store(component, nodeCores, completed))
      case (.cache, "redis"):
        let store = completed.components.first { $0.kind == .store }
        system.components.append(Self.cache(component, nodeCores, keys: Self.keys(of: store)))
      case (.gateway, _): system.components.append(LabGateway.component(component, cores: nodeCores))
      default: preconditionFailure("what cannot be stood up was refused")
      }
    }
    addTopics(topics)
    addGatewayRemarks(completed)
    addPoolerRemarks(completed)
    addCrowdRemarks()
    addDoor()
    if !burns {
      remarks.append(
        "services burn no processor time of their own: what is stated would take \(QuantityText.number(work)) cores at "
          + "\(QuantityText.rate(highestRate)), and the machine has \(QuantityText.number(machineCores))")
    }
    remarks.append(
      "each service has one replica and all cores; each node of a store, pooler, cache, broker or gateway has "
        + "\(QuantityText.number(nodeCores)) cores, and demands on it are scaled to that")
  }

  /// Puts the one server of all topics in their place.
  private mutating func addTopics(_ topics: LabTopics) {
    guard let server = topics.component else { return }
    system = system.mappingEveryCall(topics.published)
    system.components.append(server)
    remarks += topics.remarks
  }

  /// Says what gateways do less than the system's.
  private mutating func addGatewayRemarks(_ completed: System) {
    let gateways = completed.components.filter { $0.kind == .gateway }
    guard !gateways.isEmpty else { return }
    remarks.append(
      gateways.map { $0.name + ($0.engine.map { " (\($0))" } ?? "") }.joined(separator: ", ")
        + ": HAProxy, which passes requests on; it limits no rates, keeps no answers and opens no TLS")
  }

  /// Says before what PgBouncer stands since the system says so.
  private mutating func addPoolerRemarks(_ completed: System) {
    let pooled = completed.components.filter { $0.kind == .store && $0.state?.isPooled == true }
    guard !pooled.isEmpty else { return }
    remarks.append(
      pooled.map(\.name).joined(separator: ", ")
        + ": PgBouncer before the primary, as the system says; statements are not prepared through it")
  }

  /// Says where an overload brings more clients to a database than its statements are calibrated with.
  private mutating func addCrowdRemarks() {
    for store in system.components where store.kind == .store && store.state?.isPooled != true {
      let clients = store.state?.connectionsPerReplica ?? [:]
      guard clients.count > 1 else { continue }
      remarks.append(
        "\(store.name) is asked over \(QuantityText.number(Double(clients.count) * Self.poolSize)) connections by "
          + "\(clients.count) services; statements are calibrated over \(QuantityText.number(Self.poolSize)) and take longer "
          + "among more, so that the most it can do is predicted too high")
    }
  }

  /// Where several kinds of requests come, one more service takes them all, and calls what each begins with.
  private mutating func addDoor() {
    let journeys = system.workload.journeys
    guard
      journeys.count != 1 || journeys[0].calls.count != 1 || (journeys[0].calls[0].count?.likely ?? 1) != 1
    else { return }
    let choice = Step.choice(
      journeys.map {
        .init(share: $0.share ?? .stated(1 / Double(journeys.count)), steps: $0.calls.map(Step.call))
      })
    system.components.insert(
      Component(
        name: Self.door, kind: .service,
        resources: system.components.first { $0.kind == .service }?.resources ?? Resources(),
        scaling: Scaling(replicas: .stated(1)),
        operations: [Operation(name: "request", demand: Demand(cpu: .stated(0)), steps: [choice])]), at: 0)
    system.workload.journeys = [
      Journey(name: "all", share: .stated(1), calls: [Call(component: Self.door, operation: "request")])
    ]
    remarks.append("one more service, \(Self.door), takes all requests and calls what each begins with")
  }

  /// Numbers that belong to no component: calls on one machine take no time of a network, and what a copy takes to apply a
  /// write is measured.
  package static func conventions(hop: Double = 0, applyTime: Double = 0) -> LoweringConventions {
    LoweringConventions(
      hop: .stated(hop), crossRegion: .stated(0), applyTime: .stated(applyTime), serviceGrowth: .stated(0),
      commonCause: .stated(0))
  }

  private static func service(_ component: Component, _ burns: Bool, _ machineCores: Double) -> Component {
    var service = Component(
      name: component.name, kind: .service, resources: Resources(cpu: .stated(machineCores)),
      scaling: Scaling(replicas: .stated(1)), operations: component.operations)
    if !burns {
      for index in service.operations.indices { service.operations[index].demand.cpu = .stated(0) }
    }
    return service
  }

  /// Connections of one service to all nodes of a store.
  static func connections(copies: Double, isPooled: Bool = false) -> Quantity {
    .stated((isPooled ? pooledSize : poolSize) + poolSize * copies)
  }

  /// The keys that a system says of a store, or those that the lab assumes where it says none.
  private static func keys(of store: Component?) -> KeyPopularity {
    guard let keys = store?.state?.keys, let count = keys.count, count.provenance.basis != .assumed else {
      return assumedKeys
    }
    return KeyPopularity(count: count, zipfExponent: keys.zipfExponent)
  }

  /// A cache that holds every key.
  static func cache(_ component: Component, _ nodeCores: Double, keys: KeyPopularity) -> Component {
    var cache = component
    cache.resources = Resources(cpu: .stated(nodeCores), memory: .stated(1e9))
    cache.scaling = Scaling(replicas: .stated(1))
    cache.observed = []
    cache.state = StoredState(keys: keys, onWrite: component.state?.onWrite)
    cache.state?.keys?.entrySize = .stated(100)
    return cache
  }

  private static func store(
    _ component: Component, _ nodeCores: Double, _ system: System
  ) throws(LabError) -> Component {
    if component.state?.sharding != nil {
      throw .unsupported("\(component.name) is divided into shards, which the lab does not stand up yet")
    }
    var store = component
    let scale = nodeCores / (component.resources.cpu?.likely ?? 1)
    for index in store.operations.indices {
      // Every statement counts up as many rows, so its time differs little.
      store.operations[index].demand = Demand(
        cpu: component.operations[index].demand.cpu?.scaled(by: scale), variability: .stated(0))
    }
    store.resources = Resources(cpu: .stated(nodeCores))
    store.scaling = Scaling(replicas: .stated(1))
    store.observed = []
    store.workers = nil
    var state = StoredState(
      isPooled: component.state?.isPooled, replication: component.state?.replication,
      keys: keys(of: component))
    for client in system.components where client.operations.contains(where: { $0.asks(component.name) }) {
      state.connectionsPerReplica[client.name] = connections(
        copies: state.replication?.replicas.likely ?? 0, isPooled: state.isPooled == true)
    }
    if state.replication?.replicas.likely == 0 { state.replication = nil }
    store.state = state
    return store
  }
}

extension Operation {
  /// True when it calls a component.
  func asks(_ component: String) -> Bool {
    steps.flatMap(\.calls).contains { $0.component == component }
  }
}
