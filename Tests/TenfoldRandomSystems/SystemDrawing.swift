import TenfoldModel

/// Draws what calls what: a gateway, layers of services, and stores, caches, topics and others' services below.
struct SystemDrawing {
  private var random: SeededRandom
  private let options: RandomSystem.Options
  private var components: [Component] = []
  /// Names of the services of each layer, the gateway's first.
  private var layers: [[Int]] = []
  private var stores: [Int] = []
  private var caches: [Int] = []
  private var topics: [Int] = []
  private var externals: [Int] = []
  /// How likely a step is of a kind in this system.
  private var habits = Habits()

  private struct Habits {
    var parallel = 0.0
    var fanOut = 0.0
    var choice = 0.0
    var messages = 0.0
    var cached = 0.0
    var replication = 0.0
    var resilience = 0.0
  }

  private init(_ random: SeededRandom, _ options: RandomSystem.Options) {
    self.random = random
    self.options = options
  }

  /// A system without sizes, one replica of one core each, and what is left of the random numbers.
  static func draw(
    _ random: SeededRandom, _ options: RandomSystem.Options
  ) -> (system: System, random: SeededRandom) {
    var drawing = SystemDrawing(random, options)
    let system = drawing.system()
    return (system, drawing.random)
  }

  private mutating func system() -> System {
    drawHabits()
    addComponents()
    for layer in layers.indices.reversed() {
      for service in layers[layer] { addOperations(to: service, layer: layer) }
    }
    connectLayers()
    return System(
      name: "random", workload: Workload(requestsPerUser: .stated(0.1), journeys: journeys()),
      components: components)
  }

  private mutating func drawHabits() {
    /// A habit that only some systems have.
    func drawn(_ share: Double, _ range: ClosedRange<Double>) -> Double {
      random.chance(share) ? random.number(range) : 0
    }
    habits.parallel = drawn(0.5, 0.1...0.6)
    habits.fanOut = drawn(0.3, 0.05...0.3)
    habits.choice = drawn(0.6, 0.1...0.5)
    habits.messages = drawn(0.5, 0.05...0.4)
    habits.cached = drawn(0.6, 0.2...0.8)
    habits.replication = drawn(0.6, 0.3...1)
    habits.resilience = options.hasResilience ? random.number(0...0.6) : 0
  }

  // MARK: Components

  private mutating func addComponents() {
    let range = options.componentCount
    let spread = logarithm(Double(range.upperBound) / Double(range.lowerBound))
    let count = Int((Double(range.lowerBound) * exponential(spread * random.share())).rounded())
    let storeCount = max(1, Int(Double(count) * random.number(0.1...0.3)))
    let cacheCount = habits.cached > 0 ? max(1, count / 15) : 0
    let topicCount = habits.messages > 0 && count > 6 ? max(1, count / 12) : 0
    let externalCount = count > 8 ? random.whole(0...2) : 0
    let services = max(1, count - 1 - storeCount - cacheCount - topicCount - externalCount)
    layers = [[add(.gateway, "gateway")]]
    let layerCount = min(services, random.whole(1...4))
    for _ in 0..<layerCount { layers.append([]) }
    for index in 0..<services {
      let layer = index < layerCount ? index + 1 : random.whole(1...layerCount)
      layers[layer].append(add(.service, "service-\(index)"))
    }
    for index in 0..<storeCount { stores.append(addStore(index)) }
    for index in 0..<cacheCount { caches.append(addCache(index)) }
    for index in 0..<topicCount { topics.append(add(.topic, "topic-\(index)")) }
    for index in 0..<externalCount { externals.append(addExternal(index)) }
  }

  private mutating func add(_ kind: ComponentKind, _ name: String) -> Int {
    components.append(
      Component(
        name: name, kind: kind, resources: Resources(cpu: .stated(1)), scaling: Scaling(replicas: .stated(1)))
    )
    return components.count - 1
  }

  private mutating func addStore(_ index: Int) -> Int {
    let store = add(.store, "store-\(index)")
    components[store].operations = [
      Operation(name: "read", demand: demand(0.0003...0.008), writes: false),
      Operation(name: "write", demand: demand(0.0005...0.01), writes: true),
    ]
    var state = StoredState()
    if random.chance(habits.replication) {
      state.replication = Replication(
        replicas: .stated(Double(random.whole(1...3))),
        mode: random.chance(0.3) ? .synchronous : .asynchronous,
        readsFrom: random.element(of: [.primary, .replicas, .all, .all]), lag: .stated(0.02))
    }
    if options.hasShards, random.chance(0.3) {
      state.sharding = Sharding(count: .stated(Double(random.whole(2...6))))
    }
    components[store].state = state
    return store
  }

  private mutating func addCache(_ index: Int) -> Int {
    let cache = add(.cache, "cache-\(index)")
    components[cache].operations = [
      Operation(name: "get", demand: demand(0.00003...0.0002), writes: false)
    ]
    components[cache].state = StoredState(hitRatio: .stated(random.number(0.4...0.97)))
    return cache
  }

  private mutating func addExternal(_ index: Int) -> Int {
    let external = add(.external, "external-\(index)")
    components[external].operations = [
      Operation(
        name: "ask",
        demand: Demand(
          delay: .stated(logarithmic(0.01...0.2)), variability: .stated(random.element(of: [0.25, 1, 2]))))
    ]
    return external
  }

  private mutating func demand(_ range: ClosedRange<Double>) -> Demand {
    Demand(
      cpu: .stated(logarithmic(range)), variability: .stated(random.element(of: [0.25, 0.5, 1, 1, 1, 2, 4])))
  }

  /// Evenly in the logarithm.
  private mutating func logarithmic(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound * exponential(random.share() * logarithm(range.upperBound / range.lowerBound))
  }

  // MARK: Operations

  /// What a service does by itself and at what lies below all services.
  private mutating func addOperations(to service: Int, layer: Int) {
    let count = layer == 0 ? random.whole(1...4) : random.whole(1...3)
    for index in 0..<count {
      var steps: [Step] = []
      if layer > 0 {
        for _ in 0..<random.whole(0...2) { steps.append(arranged([.call(storeCall())])) }
        if !externals.isEmpty, random.chance(0.15) {
          steps.append(.call(Call(component: components[random.element(of: externals)].name)))
        }
        if !topics.isEmpty, random.chance(habits.messages) {
          let mode: CallMode = random.chance(0.5) ? .asynchronous : .synchronous
          steps.append(.call(Call(component: components[random.element(of: topics)].name, mode: mode)))
        }
      }
      components[service].operations.append(
        Operation(
          name: "operation-\(index)", demand: demand(layer == 0 ? 0.0001...0.001 : 0.0005...0.02),
          steps: steps))
    }
  }

  private mutating func storeCall() -> Call {
    let writes = random.chance(0.25)
    var call = Call(
      component: components[random.element(of: stores)].name, operation: writes ? "write" : "read",
      count: random.chance(0.25) ? .stated(random.element(of: [0.5, 1.5, 2, 3])) : nil)
    if !writes, !caches.isEmpty, random.chance(habits.cached) {
      call.cachedIn = components[random.element(of: caches)].name
    }
    return call
  }

  /// Several calls as one step: one after the other's chance, all at once, or by choice.
  private mutating func arranged(_ steps: [Step]) -> Step {
    if steps.count > 1 { return .parallel(steps) }
    guard random.chance(habits.choice) else { return steps[0] }
    return .choice([Step.Branch(share: .stated(random.number(0.1...0.9)), steps: steps)])
  }

  // MARK: Calls between services

  /// Every operation below the gateway is called by one of the layer above, and some by more.
  private mutating func connectLayers() {
    for layer in layers.indices.dropFirst() {
      for service in layers[layer] {
        for operation in components[service].operations.indices {
          call(service, operation, from: layer - 1)
          if random.chance(0.2) { call(service, operation, from: random.whole(0...layer - 1)) }
        }
      }
    }
    for topic in topics {
      let consumer = random.element(of: layers[layers.count - 1])
      let operation = components[consumer].operations[0].name
      components[topic].operations = [
        Operation(
          name: "publish", demand: demand(0.00005...0.0003),
          steps: [
            .call(Call(component: components[consumer].name, operation: operation, mode: .asynchronous))
          ], writes: true)
      ]
    }
    // What would call in a circle is left out: consumers publish nothing.
    let consumers = Set(
      topics.flatMap { components[$0].operations[0].steps.flatMap(\.calls) }.map(\.component))
    let topicNames = Set(topics.map { components[$0].name })
    for index in components.indices where consumers.contains(components[index].name) {
      for operation in components[index].operations.indices {
        components[index].operations[operation].steps.removeAll { step in
          step.calls.contains { topicNames.contains($0.component) }
        }
      }
    }
    for layer in layers.indices { for service in layers[layer] { arrangeCalls(of: service) } }
  }

  private mutating func call(_ service: Int, _ operation: Int, from layer: Int) {
    let caller = random.element(of: layers[layer])
    let callerOperation = random.whole(0...components[caller].operations.count - 1)
    var call = Call(
      component: components[service].name, operation: components[service].operations[operation].name)
    if layer > 0, random.chance(habits.messages * 0.4) {
      call.mode = .asynchronous
    } else if random.chance(habits.fanOut) {
      call.fanOut = .stated(Double(random.whole(2...5)))
    } else if random.chance(0.08) {
      call.count = .stated(random.element(of: [0.4, 2, 2.5]))
    }
    if habits.resilience > 0, call.mode == .synchronous, random.chance(habits.resilience) {
      call.resilience = resilience()
    }
    components[caller].operations[callerOperation].steps.append(arranged([.call(call)]))
  }

  private mutating func resilience() -> Resilience {
    var result = Resilience(timeout: .stated(logarithmic(0.05...2)))
    if random.chance(0.7) { result.retryLimit = .stated(Double(random.whole(1...3))) }
    if random.chance(0.5) { result.backoff = .stated(logarithmic(0.005...0.2)) }
    if random.chance(0.3) { result.retryBudget = .stated(random.number(0.05...0.3)) }
    if random.chance(0.2) { result.breakerThreshold = .stated(Double(random.whole(3...20))) }
    if random.chance(0.2) { result.hedgeAfter = .stated(logarithmic(0.01...0.5)) }
    return result
  }

  /// Shuffles the calls of each operation and lets some run at once.
  private mutating func arrangeCalls(of service: Int) {
    for index in components[service].operations.indices {
      var steps = components[service].operations[index].steps
      for last in steps.indices.reversed().dropLast() { steps.swapAt(last, random.whole(0...last)) }
      if steps.count > 1, random.chance(habits.parallel) {
        let together = random.whole(2...min(steps.count, 5))
        steps = [.parallel(Array(steps[..<together]))] + steps[together...]
      }
      components[service].operations[index].steps = steps
    }
  }

  // MARK: Journeys

  private mutating func journeys() -> [Journey] {
    let operations = components[0].operations
    let weights = operations.map { _ in random.number(0.2...1) }
    let sum = weights.reduce(0, +)
    return zip(operations, weights).map {
      Journey(
        name: "journey of \($0.name)", share: .stated($1 / sum),
        calls: [Call(component: "gateway", operation: $0.name)])
    }
  }
}
