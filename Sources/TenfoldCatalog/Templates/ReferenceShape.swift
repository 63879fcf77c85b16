internal import TenfoldModel

/// The components of a reference system and the calls between them.
///
/// Services come in domains. Each domain has a front that its gateway or the web front calls, which asks the
/// domain's workers one after the other; domains tell each other of changes through topics from row two on.
struct ReferenceShape {
  let row: ReferenceRow
  let serviceCount: Int

  private static let gibibyte = 1_073_741_824.0
  /// Business domains, the most needed first.
  private static let domains = [
    "catalogue", "orders", "cart", "customers", "payments", "shipping", "search", "pricing", "inventory",
    "reviews", "recommendations", "notifications", "billing", "fraud", "loyalty", "content", "media",
    "returns",
    "suppliers", "subscriptions", "identity", "support",
  ]
  /// Parts of a domain besides its front, the most usual first.
  private static let parts = [
    "rules", "history", "worker", "import", "export", "audit", "limits", "reports", "sync",
  ]
  /// Databases by domain, as they are chosen when each may choose.
  private static let engines = ["postgresql@16", "mongodb", "postgresql@16", "cassandra", "mysql@8"]

  /// Services of a domain from this row on: enough that the domains are teams of their own.
  private var domainSize: Int {
    switch row {
    case .first: 1
    case .second: 3
    case .third: 7
    case .fourth: 10
    }
  }

  func build(into system: inout System) {
    let hasGateway = row >= .third
    let fronts = max(1, min(Self.domains.count, (serviceCount - 1 + domainSize - 1) / domainSize))
    var left = max(0, serviceCount - 1)
    var domains: [Domain] = []
    for index in 0..<(serviceCount == 1 ? 0 : fronts) {
      let share = max(1, left / (fronts - index) + (left % (fronts - index) > 0 ? 1 : 0))
      let size = min(left, share)
      left -= size
      guard size > 0 else { break }
      domains.append(Domain(name: Self.domains[index], index: index, size: size))
    }
    system.components.append(entry(to: domains, isGateway: hasGateway))
    for domain in domains { addServices(of: domain, among: domains, to: &system) }
    addStores(for: domains, to: &system)
    addTopics(for: domains, to: &system)
    system.workload.journeys = [
      Journey(
        name: "browse", share: .stated(0.95),
        calls: [Call(component: hasGateway ? "gateway" : "web", operation: "browse")]),
      Journey(
        name: "change", share: ReferenceRanges.changing.quantity,
        calls: [Call(component: hasGateway ? "gateway" : "web", operation: "change")]),
    ]
  }

  private struct Domain {
    let name: String
    let index: Int
    let size: Int

    /// Skew of its keys: what everybody looks at is popular in few places, what belongs to one customer is not.
    var popularity: Quantity {
      ["catalogue", "search", "pricing", "reviews", "recommendations", "content", "media"].contains(name)
        ? ReferenceRanges.popularKeys.quantity : ReferenceRanges.ownKeys.quantity
    }

    /// Names of the parts behind the front.
    var parts: [String] {
      (0..<(size - 1)).map { part in
        let names = ReferenceShape.parts
        return part < names.count ? "\(name)-\(names[part])" : "\(name)-part-\(part + 1)"
      }
    }
  }

  // MARK: Services

  /// What users reach first: a web front that calls a few domains, or a gateway before them.
  private func entry(to domains: [Domain], isGateway: Bool) -> Component {
    // A page is put together from a few domains: some needed, the others at once and optional.
    let needed = domains.prefix(row == .first ? 2 : 3)
    let besides = row >= .third ? domains.dropFirst(needed.count).prefix(row == .third ? 3 : 5) : []
    var browse: [Step] = needed.map { .call(call($0.name, "read")) }
    if !besides.isEmpty {
      browse.append(
        .parallel(
          besides.map { domain in
            var call = call(domain.name, "read")
            call.isOptional = true
            return .call(call)
          }))
    }
    // A change is for one of the domains whose data users change.
    let changed = domains.prefix(6)
    let writes = Step.choice(
      changed.map { domain in
        Step.Branch(
          share: .stated(1 / Double(changed.count)), steps: [.call(call(domain.name, "write"))])
      })
    let change: [Step] = needed.map { .call(call($0.name, "read")) } + (changed.isEmpty ? [] : [writes])
    let demand = Demand(
      cpu: (isGateway ? ReferenceRanges.gatewayDemand : ReferenceRanges.pageDemand).quantity)
    let fallback: [Step] = domains.isEmpty ? [.call(Call(component: "shop-db", operation: "read"))] : []
    return Component(
      name: isGateway ? "gateway" : "web", kind: isGateway ? .gateway : .service,
      engine: isGateway ? "envoy" : "nodejs",
      resources: Resources(cpu: .stated(isGateway ? 4 : 1), memory: .stated(Self.gibibyte)),
      operations: [
        Operation(name: "browse", demand: demand, steps: browse + fallback),
        Operation(name: "change", demand: demand, steps: change + fallback),
      ],
      policy: isGateway ? GatewayPolicy(authenticates: true) : nil)
  }

  private func addServices(of domain: Domain, among domains: [Domain], to system: inout System) {
    let runtimes = ["go", "java", "nodejs", "python", "go"]
    let runtime = row == .first ? "nodejs" : runtimes[domain.index % runtimes.count]
    let size: Resources =
      row >= .third
      ? Resources(cpu: .stated(2), cpuRequest: .stated(1), memory: .stated(2 * Self.gibibyte))
      : Resources(cpu: .stated(1), memory: .stated(Self.gibibyte))
    let chain = Array(domain.parts.prefix(row == .first ? 0 : 2))
    var read: [Step] = chain.map { .call(call($0, "handle")) }
    var readStore = storeCall(of: domain, "read")
    readStore.count = ReferenceRanges.queries.quantity
    if row >= .fourth { readStore.component = "\(domain.name)-view" }
    if row >= .third { readStore.cachedIn = "\(domain.name)-cache" }
    read.append(.call(readStore))
    var write: [Step] = chain.map { .call(call($0, "handle")) } + [.call(storeCall(of: domain, "write"))]
    if row >= .second {
      let outbox = row >= .third ? Quantity.stated(0.2, low: 0.05, high: 1) : nil
      write.append(
        .call(Call(component: "\(domain.name)-changed", mode: .asynchronous, outboxInterval: outbox)))
    }
    system.components.append(
      Component(
        name: domain.name, kind: .service, engine: runtime,
        owner: row >= .second ? "\(domain.name)-team" : nil,
        resources: size,
        operations: [
          Operation(name: "read", demand: Demand(cpu: ReferenceRanges.readDemand.quantity), steps: read),
          Operation(name: "write", demand: Demand(cpu: ReferenceRanges.writeDemand.quantity), steps: write),
        ]))
    for (index, part) in domain.parts.enumerated() {
      // The first two parts answer within a request; the others work on what topics bring, and the first of
      // those keeps what it was told.
      var steps: [Step] = []
      if index == 2 { steps = [.call(storeCall(of: domain, "write"))] }
      system.components.append(
        Component(
          name: part, kind: .service, engine: runtime, owner: "\(domain.name)-team", resources: size,
          operations: [
            Operation(
              name: "handle", demand: Demand(cpu: ReferenceRanges.readDemand.quantity), steps: steps)
          ]))
    }
  }

  private func call(_ component: String, _ operation: String) -> Call {
    var call = Call(
      component: component, operation: operation, requestSize: .stated(1024), responseSize: .stated(8192))
    if row >= .second { call.resilience.timeout = .stated(1) }
    if row >= .third {
      call.resilience = Resilience(timeout: .stated(0.25), retryLimit: .stated(1), retryBudget: .stated(0.1))
    }
    return call
  }

  // MARK: State

  /// Row one shares one database, row two starts with one for the two domains that change most.
  private func store(of domain: Domain) -> String {
    switch row {
    case .first: "shop-db"
    case .second: domain.index < 2 ? "\(domain.name)-db" : "shop-db"
    case .third, .fourth: "\(domain.name)-db"
    }
  }

  private func storeCall(of domain: Domain, _ operation: String) -> Call {
    Call(component: store(of: domain), operation: operation)
  }

  private func addStores(for domains: [Domain], to system: inout System) {
    var seen: Set<String> = []
    let users = system.workload.users?.likely ?? 0
    for domain in domains where seen.insert(store(of: domain)).inserted {
      system.components.append(database(store(of: domain), of: domain, users: users))
      if row >= .third {
        system.components.append(cache(of: domain))
      }
      if row >= .fourth {
        system.components.append(view(of: domain, users: users))
      }
    }
    if domains.isEmpty {
      let domain = Domain(name: "shop", index: 0, size: 1)
      system.components.append(database("shop-db", of: domain, users: users))
    }
  }

  /// Queries whose demand nobody knows offhand: it follows from the engine.
  private var operations: [Operation] {
    [Operation(name: "read", writes: false), Operation(name: "write", writes: true)]
  }

  private func database(_ name: String, of domain: Domain, users: Double) -> Component {
    var state = StoredState(
      size: ReferenceRanges.bytesPerUser.quantity.scaled(by: users),
      bytesPerWrite: ReferenceRanges.bytesPerWrite.quantity)
    state.keys = KeyPopularity(count: .stated(users * 2), zipfExponent: domain.popularity)
    if row >= .third {
      state.isPooled = true
      state.replication = Replication(
        replicas: .stated(2), mode: .asynchronous, readsFrom: .replicas,
        lag: ReferenceRanges.lag.quantity,
        failoverTime: .stated(30, low: 10, high: 120))
    }
    if row >= .fourth { state.sharding = Sharding(count: .stated(64), key: "customer") }
    return Component(
      name: name, kind: .store,
      engine: row >= .third ? Self.engines[domain.index % Self.engines.count] : "postgresql@16",
      resources: Resources(
        cpu: .stated(row >= .third ? 16 : row == .second ? 8 : 4),
        memory: .stated(row >= .third ? 64 * Self.gibibyte : 16 * Self.gibibyte)),
      scaling: Scaling(replicas: .stated(1)), operations: operations, state: state
    )
  }

  private func cache(of domain: Domain) -> Component {
    Component(
      name: "\(domain.name)-cache", kind: .cache, engine: "redis",
      resources: Resources(cpu: .stated(2), memory: .stated(16 * Self.gibibyte)),
      scaling: Scaling(replicas: .stated(1)),
      state: StoredState(
        timeToLive: .stated(300), hitRatio: ReferenceRanges.hitRatio.quantity))
  }

  /// The read model of a domain, fed by its changes.
  private func view(of domain: Domain, users: Double) -> Component {
    Component(
      name: "\(domain.name)-view", kind: .store, engine: "cassandra",
      resources: Resources(cpu: .stated(16), memory: .stated(64 * Self.gibibyte)),
      scaling: Scaling(replicas: .stated(1)),
      operations: operations,
      state: StoredState(
        replication: Replication(replicas: .stated(2), mode: .quorum, readsFrom: .all),
        sharding: Sharding(count: .stated(32), key: "customer"),
        keys: KeyPopularity(count: .stated(users * 2), zipfExponent: domain.popularity),
        projection: Projection(
          of: "\(domain.name)-db", via: "\(domain.name)-changed", lag: ReferenceRanges.projectionLag.quantity)
      ))
  }

  // MARK: Messages

  /// Each domain tells of its changes; its own background parts and the next domain take them.
  private func addTopics(for domains: [Domain], to system: inout System) {
    guard row >= .second else { return }
    for domain in domains {
      let background = domain.parts.dropFirst(2).map {
        Messaging.Consumer(component: $0, operation: "handle", concurrency: .stated(8))
      }
      let next = domains.count > 1 ? domains[(domain.index + 1) % domains.count] : nil
      let neighbour = next.flatMap { $0.parts.dropFirst(2).first }.map {
        Messaging.Consumer(component: $0, operation: "handle", concurrency: .stated(8))
      }
      system.components.append(
        Component(
          name: "\(domain.name)-changed", kind: .topic, engine: row == .second ? "rabbitmq" : "kafka",
          messaging: Messaging(
            partitions: row == .second ? nil : .stated(row == .third ? 24 : 2048),
            replicas: row == .second ? nil : .stated(3), retention: row == .second ? nil : .stated(604_800),
            consumers: background + (neighbour.map { [$0] } ?? []), hasDeadLetters: true)))
    }
  }
}
