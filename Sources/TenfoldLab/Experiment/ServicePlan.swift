internal import TenfoldModel
internal import TenfoldReplica

/// A service of a system as the configuration of its process.
struct ServicePlan {
  private let service: Component
  private let system: System
  private let work: [String: Int]
  private let probes: [Int]
  /// Names of the services and gateways it calls, without repetition.
  let services: [String]
  /// Names of the stores it calls, each with the cache before it.
  let stores: [(store: String, cache: String?)]

  /// Reads what a service calls.
  ///
  /// - Parameters:
  ///   - work: Rows that a statement counts up, by `store.operation`.
  ///   - probes: Amounts of work for which each statement is offered alone.
  init(_ service: Component, in system: System, work: [String: Int], probes: [Int]) {
    self.service = service
    self.system = system
    self.work = work
    self.probes = probes
    var services: [String] = []
    var stores: [(store: String, cache: String?)] = []
    for call in service.operations.flatMap(\.steps).flatMap(\.calls) {
      if let store = Self.store(call.component, in: system)?.name {
        let index = stores.firstIndex { $0.store == store } ?? stores.count
        if index == stores.count { stores.append((store, nil)) }
        stores[index].cache = stores[index].cache ?? call.cachedIn
      } else if system[call.component]?.kind != .topic, !services.contains(call.component) {
        services.append(call.component)
      }
    }
    (self.services, self.stores) = (services, stores)
  }

  /// The store that a call asks, itself or by its pooler; nil for a call of anything else.
  private static func store(_ component: String, in system: System) -> Component? {
    let behind = LabPooler.store(behind: component, in: system) ?? system[component]
    return behind?.kind == .store ? behind : nil
  }

  /// Name of the operation that is one statement alone.
  static func probeName(_ store: String, _ operation: String, _ work: Int?) -> String {
    "probe-\(store)-\(operation)" + (work.map { "-\($0)" } ?? "")
  }

  /// The configuration.
  ///
  /// - Parameters:
  ///   - ports: Ports of the services and gateways that it calls, by name.
  ///   - stores: The stores that it calls, in the order of ``stores``.
  ///   - broker: Port of the server of the topics; nil where there is none.
  /// - Throws: ``LabError`` for a step that the process cannot do.
  func configuration(
    ports: [String: UInt16], stores: [ServiceConfiguration.Store], broker: UInt16? = nil, workers: Int,
    longTime: Double
  ) throws(LabError) -> ServiceConfiguration {
    var configuration = ServiceConfiguration(
      name: LabTopics.streamName(service.name), port: 0, workers: workers, operations: [], stores: stores,
      broker: broker.flatMap { self.broker(port: $0, longTime) })
    for operation in service.operations {
      var steps: [ServiceConfiguration.Step] = []
      for step in operation.steps { steps += try self.steps(step, ports, longTime, &configuration) }
      configuration.operations.append(
        .init(
          name: operation.name, processorTime: operation.demand.cpu?.likely ?? 0,
          delay: (operation.demand.delay?.likely).flatMap { $0 > 0 ? $0 : nil }, steps: steps))
    }
    // Each statement by itself, on the primary and past the cache: what it takes is measured so.
    for index in stores.indices {
      var plain = stores[index]
      (plain.cache, plain.replicas) = (nil, [])
      // A pooler takes so many clients and no more: these are beside those of requests.
      plain.poolSize = min(plain.poolSize, Int(LabSystem.poolSize))
      configuration.stores.append(plain)
      for operation in system[plain.name]?.operations ?? [] {
        let stated = work[plain.name + "." + operation.name] ?? 0
        for amount in [nil] + probes.map(Optional.init) {
          configuration.operations.append(
            .init(
              name: Self.probeName(plain.name, operation.name, amount), processorTime: 0,
              steps: [
                .access(
                  .init(
                    store: configuration.stores.count - 1, writes: operation.writes == true,
                    work: amount ?? stated))
              ]))
        }
      }
    }
    return configuration
  }

  private func steps(
    _ step: Step, _ ports: [String: UInt16], _ longTime: Double, _ configuration: inout ServiceConfiguration
  ) throws(LabError) -> [ServiceConfiguration.Step] {
    switch step {
    case .call(let call):
      let one = try self.step(call, ports, longTime, &configuration)
      let count = call.count?.likely ?? 1
      let rest = count - count.rounded(.down)
      return [ServiceConfiguration.Step](repeating: one, count: Int(count))
        + (rest > 0 ? [.oneOf([.init(share: rest, steps: [one])])] : [])
    case .choice(let choices):
      var branches: [ServiceConfiguration.Branch] = []
      for choice in choices {
        var inner: [ServiceConfiguration.Step] = []
        for step in choice.steps { inner += try steps(step, ports, longTime, &configuration) }
        branches.append(.init(share: choice.share.likely, steps: inner))
      }
      return [.oneOf(branches)]
    case .parallel(let lanes):
      var together: [[ServiceConfiguration.Step]] = []
      for lane in lanes { together.append(try steps(lane, ports, longTime, &configuration)) }
      return [.together(together)]
    }
  }

  /// What the service publishes and consumes; nil when it does neither.
  private func broker(port: UInt16, _ longTime: Double) -> ServiceConfiguration.Broker? {
    guard let topics = system.components.first(where: { $0.kind == .topic }) else { return nil }
    var consumers: [ServiceConfiguration.Consumer] = []
    for (index, topic) in topics.operations.enumerated() {
      for call in topic.steps.flatMap(\.calls) where call.component == service.name {
        guard let operation = call.operation ?? service.operations.first?.name else { continue }
        let places = topics.messaging?.consumer(service.name, of: topic.name)?.concurrency
        consumers.append(
          .init(
            topic: index, operation: operation, concurrency: Int(places?.likely ?? 1),
            deliveries: Int(topics.messaging?.deliveryLimit?.likely ?? 1),
            pause: topics.messaging?.redeliveryPause?.likely ?? 0))
      }
    }
    let publishes = service.operations.contains { $0.asks(topics.name) }
    guard publishes || !consumers.isEmpty else { return nil }
    return .init(
      port: port, timeout: longTime, topics: topics.operations.map(\.name), consumers: consumers)
  }

  private func step(
    _ call: Call, _ ports: [String: UInt16], _ longTime: Double, _ configuration: inout ServiceConfiguration
  ) throws(LabError) -> ServiceConfiguration.Step {
    guard call.mode == .asynchronous else { return try awaited(call, ports, longTime, &configuration) }
    return .later([try awaited(call, ports, longTime, &configuration)])
  }

  private func awaited(
    _ call: Call, _ ports: [String: UInt16], _ longTime: Double, _ configuration: inout ServiceConfiguration
  ) throws(LabError) -> ServiceConfiguration.Step {
    guard let target = system[call.component],
      let operation = call.operation ?? target.operations.first?.name
    else { throw .unsupported("\(service.name) calls \(call.component), which has no operation") }
    if target.kind == .topic, let topic = target.operations.firstIndex(where: { $0.name == operation }) {
      return .publish(topic)
    }
    if let store = Self.store(target.name, in: system),
      let index = stores.firstIndex(where: { $0.store == store.name })
    {
      return .access(
        .init(
          store: index, writes: store.operation(operation)?.writes == true,
          work: work[store.name + "." + operation] ?? 0))
    }
    guard let port = ports[target.name] else {
      throw .unsupported("\(service.name) calls \(target.name), which the lab does not stand up")
    }
    configuration.calls.append(
      .init(
        ports: [port], path: "/" + operation, timeout: call.resilience.timeout?.likely ?? longTime,
        retries: Int(call.resilience.retryLimit?.likely ?? 0), poolSize: 200))
    return .call(configuration.calls.count - 1)
  }
}
