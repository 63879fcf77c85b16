import TenfoldModel

/// Random systems that use everything a System can say, for properties that must hold of each.
struct RandomSystem {
  private var generator: SplitMix
  private var names: [ComponentKind: [String]] = [:]

  init(seed: UInt64) {
    generator = SplitMix(state: seed)
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  // MARK: Dice

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < share
  }

  private mutating func some<Value>(_ value: Value?, _ share: Double = 0.4) -> Value? {
    chance(share) ? value : nil
  }

  private mutating func flag() -> Bool? { chance(0.5) ? chance(0.5) : nil }

  private mutating func number(below limit: Double) -> Double {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: 0
    case 1: Double.random(in: 0...limit, using: &generator)
    case 2: (Double.random(in: 0...1, using: &generator) * 100).rounded() / 100 * limit
    default: Double.random(in: 0...min(limit, 1e-3), using: &generator)
    }
  }

  private mutating func quantity(below limit: Double = 1e6) -> Quantity {
    let provenance: Provenance =
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: .measured(source: "prometheus: rate(\"x\")", at: nil)
      case 1:
        .assumed(
          entry: "postgresql service_time.read", grade: Grade.allCases.randomElement(using: &generator)!)
      case 2: .derived(law: "utilization law", basis: Basis.allCases.randomElement(using: &generator)!)
      default: .stated(at: nil)
      }
    let numbers = [number(below: limit), number(below: limit), number(below: limit)].sorted()
    return chance(0.5)
      ? Quantity(numbers[1], low: numbers[0], high: numbers[2], provenance) : Quantity(numbers[1], provenance)
  }

  private mutating func maybe(below limit: Double = 1e6, _ share: Double = 0.4) -> Quantity? {
    chance(share) ? quantity(below: limit) : nil
  }

  /// What means something only above 0.
  private mutating func positive() -> Quantity? { maybe().flatMap { $0.likely > 0 ? $0 : nil } }

  private mutating func share() -> Quantity? { maybe(below: 1) }

  private static let words = [
    "api", "orders db", "a.b", "true", "null", "12", "unknown", "éclair", "x: y", "#1", "- dash", "it's",
    "\"q\"",
    "tab\there", "line\nbreak", "[x]", "{y}", "*z", "&w", "100%", "@home", "~", "", " led", "no",
  ]

  private mutating func word() -> String { Self.words.randomElement(using: &generator)! }

  // MARK: Parts

  mutating func make() -> System {
    var components: [Component] = []
    let kinds: [ComponentKind] = [.cdn, .gateway, .service, .cache, .store, .topic, .external]
    for kind in kinds {
      names[kind] = (0..<Int.random(in: 0...3, using: &generator)).map { "\(kind.rawValue)-\($0)" }
      if kind == .service { names[kind, default: []] += ["web.shop"] }
    }
    for kind in kinds { for name in names[kind] ?? [] { components.append(component(name, kind)) } }
    var system = System(name: "random", components: components)
    system.workload = Workload(
      users: positive(), requestsPerUser: positive(), arrivalRate: positive(), peakFactor: maybe(),
      growthPerYear: maybe())
    for index in 0..<Int.random(in: 0...2, using: &generator) {
      system.workload.journeys.append(
        Journey(
          name: "journey \(index)", share: share(), calls: [call(), call()],
          priority: some(RequestPriority.allCases.randomElement(using: &generator))))
      if chance(0.5) { system.objectives.journeys["journey \(index)"] = promise() }
    }
    system.objectives.overall = promise()
    system.objectives.leadTime = maybe()
    system.objectives.monthlyCost = maybe()
    system.placement = placement()
    if chance(0.5) {
      system.mesh = Mesh(
        engine: word(), enrolled: share(), cpuPerCall: maybe(), delayPerCall: maybe(),
        isMutualTLSStrict: flag(),
        resilience: resilience(), outlierThreshold: maybe())
    }
    system.delivery = delivery()
    system.observation = Observation(
      centralLogs: flag(), metricsInterval: maybe(), traceSampling: share(), alerts: flag(),
      anomalyDetection: flag(),
      selfHealing: flag(), detectionTime: maybe(), diagnosisTime: maybe(), repairTime: maybe(),
      faultsPerComponentAndYear: maybe(), healedShare: share(), falseAlarmsPerWeek: maybe(),
      cpuPerRequest: maybe(),
      bytesPerRequest: maybe())
    return system
  }

  private mutating func promise() -> Objectives.ForJourney {
    .init(p99: maybe(), availability: share(), staleness: maybe())
  }

  private mutating func component(_ name: String, _ kind: ComponentKind) -> Component {
    var component = Component(name: name, kind: kind, engine: some(word()))
    component.availability = share()
    component.observed = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
      ObservedLoad(
        arrivalRate: quantity(), utilization: share(), p50: maybe(), p99: maybe(), connections: maybe())
    }
    component.operations = ["o1", "read", "write", "a.b"].shuffled(using: &generator).prefix(
      Int.random(in: 0...3, using: &generator)
    ).map { operation($0) }
    guard kind != .external else { return component }
    component.owner = some(word())
    component.resources = Resources(cpu: maybe(), cpuRequest: maybe(), memory: maybe(), storage: maybe())
    component.scaling = Scaling(replicas: positive())
    if chance(0.3) {
      component.scaling.autoscaler = Autoscaler(
        maximum: positive(), metric: chance(0.5) ? "cpu" : "queue", target: maybe(below: 1),
        startTime: maybe(),
        interval: maybe(), stabilization: maybe())
    }
    component.workers = maybe()
    component.placedIn = chance(0.3) ? [word(), word()] : chance(0.3) ? [word() + "x"] : []
    component.runsOn = some(word())
    if chance(0.3) {
      component.balancing = LoadBalancing(
        policy: Balancing.allCases.randomElement(using: &generator)!,
        keys: chance(0.5) ? KeyPopularity(count: maybe()) : nil, loadBound: maybe())
    }
    if chance(0.3) {
      component.admission = AdmissionControl(
        rule: AdmissionControl.Rule.allCases.randomElement(using: &generator)!, limit: maybe(),
        minimum: maybe(),
        maximum: maybe(), lateAfter: maybe(), reserved: share())
    }
    switch kind {
    case .store, .cache: component.state = state(of: kind)
    case .topic: component.messaging = messaging()
    case .gateway, .cdn:
      component.policy = GatewayPolicy(
        rateLimit: maybe(), burst: maybe(), cacheHitRatio: share(), authenticates: flag(),
        newConnectionShare: share())
    case .service, .external: break
    }
    return component
  }

  private mutating func state(of kind: ComponentKind) -> StoredState {
    var state = StoredState(size: maybe(), connectionLimit: maybe(), isPooled: flag())
    for client in names[.service] ?? [] where chance(0.3) {
      state.connectionsPerReplica[client] = quantity()
    }
    if chance(0.5) {
      state.replication = Replication(
        replicas: quantity(), mode: Replication.Mode.allCases.randomElement(using: &generator)!,
        readsFrom: Replication.ReadTarget.allCases.randomElement(using: &generator)!, lag: maybe(),
        failoverTime: maybe(), primaryRegion: some(word()), readQuorum: maybe(), writeQuorum: maybe())
    }
    if chance(0.5) {
      state.sharding = Sharding(
        count: quantity(), key: some(word()), scatterShare: share(), hottestShare: share())
    }
    if chance(0.5) { state.keys = KeyPopularity(count: maybe(), zipfExponent: maybe(), entrySize: maybe()) }
    if kind == .cache {
      state.timeToLive = maybe()
      state.hitRatio = share()
      state.coalescesMisses = flag()
      state.onWrite = some(CacheWriteRule.allCases.randomElement(using: &generator))
    } else {
      state.bytesPerWrite = maybe()
      state.retention = maybe()
      if chance(0.5), let store = names[.store]?.first {
        state.projection = Projection(of: store, via: names[.topic]?.last, lag: maybe())
      }
    }
    return state
  }

  private mutating func messaging() -> Messaging {
    var messaging = Messaging(
      partitions: maybe(), replicas: maybe(), retention: maybe(), hasDeadLetters: flag(),
      deliveryLimit: maybe(), redeliveryPause: maybe(),
      keys: chance(0.3) ? KeyPopularity(count: maybe()) : nil)
    for service in names[.service] ?? [] where chance(0.5) {
      messaging.consumers.append(.init(component: service, operation: nil, concurrency: maybe()))
    }
    return messaging
  }

  private mutating func operation(_ name: String) -> Operation {
    Operation(
      name: name,
      demand: Demand(cpu: maybe(below: 10), disk: maybe(), delay: maybe(), variability: maybe()),
      steps: (0..<Int.random(in: 0...3, using: &generator)).map { _ in step(depth: 0) }, writes: flag(),
      failureShare: share(), isIdempotent: [nil, true, false].randomElement(using: &generator)!)
  }

  private mutating func step(depth: Int) -> Step {
    switch depth < 2 ? Int.random(in: 0..<4, using: &generator) : 0 {
    case 1: return .parallel([step(depth: depth + 1), step(depth: depth + 1)])
    case 2:
      return .choice([
        .init(share: quantity(below: 0.4), steps: [step(depth: depth + 1), step(depth: depth + 1)]),
        .init(share: quantity(below: 0.4), steps: chance(0.5) ? [] : [.call(call())]),
      ])
    case 3: return .choice([.init(share: quantity(below: 1), steps: [step(depth: depth + 1)])])
    default: return .call(call())
    }
  }

  private mutating func call() -> Call {
    let targets = names.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value)
    return Call(
      component: targets.randomElement(using: &generator)!, operation: nil, count: maybe(),
      mode: chance(0.5) ? .synchronous : .asynchronous, cachedIn: some(names[.cache]?.first ?? nil),
      isOptional: chance(0.3), resilience: resilience(), requestSize: maybe(), responseSize: maybe(),
      fanOut: maybe(), undo: some(targets.randomElement(using: &generator)!, 0.2), outboxInterval: maybe())
  }

  private mutating func resilience() -> Resilience {
    Resilience(
      timeout: maybe(), retryLimit: maybe(), retryBudget: share(), backoff: maybe(),
      breakerThreshold: maybe(),
      hedgeAfter: maybe(), isTied: flag(), bulkhead: maybe())
  }

  private mutating func placement() -> Placement {
    var placement = Placement()
    for index in 0..<Int.random(in: 0...2, using: &generator) {
      placement.regions.append(
        Region(
          name: "region \(index)", share: share(), clusters: chance(0.5) ? [word(), "c"] : [], zones: maybe())
      )
    }
    if chance(0.5) {
      placement.links.append(Link(from: word(), to: word(), roundTripTime: maybe(), bandwidth: maybe()))
    }
    if chance(0.5) {
      placement.nodePools.append(
        NodePool(
          name: word(), count: maybe(), maximum: maybe(), cpu: maybe(), memory: maybe(), bandwidth: maybe()))
    }
    if chance(0.5) {
      placement.failover = Failover(mode: chance(0.5) ? .active : .standby, time: maybe(), capacity: share())
    }
    placement.orchestrator = some(word())
    placement.architecture = some(chance(0.5) ? .amd64 : .arm64)
    return placement
  }

  private mutating func delivery() -> Delivery {
    Delivery(
      method: some(Delivery.Method.allCases.randomElement(using: &generator)),
      changesPerServiceAndWeek: maybe(),
      handsOnTime: maybe(), duration: maybe(), failureShare: share(), exposedShare: share(),
      rollbackTime: maybe(),
      runners: maybe(), people: maybe(), peopleShare: share(), teams: maybe(), releasesIndependently: flag(),
      stages: chance(0.5) ? [.init(name: "test", duration: maybe(), caughtShare: share())] : [],
      exposures: chance(0.5) ? [.init(share: quantity(below: 1), duration: maybe())] : [],
      judgePower: share(),
      waves: maybe(), careTimePerServiceAndWeek: maybe())
  }
}
