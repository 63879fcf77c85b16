internal import TenfoldMaturity
internal import TenfoldModel

/// A system in the shape of a row of the ladder, for someone who has nothing yet.
///
/// A gateway sends requests to services in layers, each calling two of the next; every service keeps data as its row
/// of the ladder does; from the second row on changes are also published on a topic. It holds what tells the rows
/// apart and no demands: those are assumed from the catalogue until somebody states them.
struct StartingSystem {
  private let users: Double
  private let scale: Ladder.Scale
  private let serviceCount: Int

  /// Takes the row that carries `users`, and its usual number of services unless told otherwise.
  init(users: Double, serviceCount: Int?) {
    self.users = users
    scale = Ladder.scales.first { users <= $0.users } ?? Ladder.scales[3]
    self.serviceCount = serviceCount ?? [5, 15, 70, 220][scale.level - 1]
  }

  /// The system.
  var system: System {
    let names = (1...serviceCount).map { "service-\($0)" }
    var components = [gateway(to: Array(names.prefix(3)))]
    components += names.indices.map { service(names, at: $0) }
    components += stores
    if scale.level >= 2 { components.append(topic(to: names[serviceCount - 1])) }
    return System(
      name: "system", workload: workload, components: components, placement: placement,
      delivery: delivery, observation: observation)
  }

  private var workload: Workload {
    Workload(
      users: .stated(users),
      journeys: [Journey(name: "request", calls: [Call(component: "gateway", operation: "request")])])
  }

  private func gateway(to entries: [String]) -> Component {
    let branches = entries.map { name in
      Step.Branch(
        share: .stated(1 / Double(entries.count)), steps: [.call(Call(component: name, operation: "request"))]
      )
    }
    return Component(
      name: "gateway", kind: .gateway, scaling: Scaling(replicas: .stated(Double(scale.level))),
      operations: [Operation(name: "request", steps: [.choice(branches)])])
  }

  private func service(_ names: [String], at index: Int) -> Component {
    let callees = [2 * index + 3, 2 * index + 4].filter { $0 < names.count }
    var steps: [Step] = callees.map { .call(Call(component: names[$0], operation: "request")) }
    let store = storeName(of: index)
    steps.append(
      .choice([
        Step.Branch(share: .stated(0.9), steps: [.call(Call(component: store, operation: "read"))]),
        Step.Branch(share: .stated(0.1), steps: [.call(Call(component: store, operation: "write"))]),
      ]))
    if scale.level >= 2, index == 0 {
      steps.append(.call(Call(component: "events", operation: "publish", mode: .asynchronous)))
    }
    return Component(
      name: names[index], kind: .service, scaling: scaling,
      operations: [Operation(name: "request", steps: steps)])
  }

  private var scaling: Scaling {
    let replicas = Quantity.stated([1, 2, 3, 6][scale.level - 1])
    guard scale.level >= 3 else { return Scaling(replicas: replicas) }
    return Scaling(replicas: replicas, autoscaler: Autoscaler(maximum: .stated(50), target: .stated(0.6)))
  }

  /// One database for all in the first row, then one for every fifth service.
  private func storeName(of index: Int) -> String {
    scale.level == 1 ? "database" : "database-\(index / 5 + 1)"
  }

  private var stores: [Component] {
    let names = scale.level == 1 ? ["database"] : (0...((serviceCount - 1) / 5)).map { "database-\($0 + 1)" }
    return names.map { name in
      var state = StoredState()
      if scale.level >= 3 {
        state.replication = Replication(replicas: .stated(2), mode: .asynchronous, readsFrom: .replicas)
      }
      if scale.level >= 4 { state.sharding = Sharding(count: .stated(8)) }
      return Component(
        name: name, kind: .store, engine: "postgresql",
        operations: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)],
        state: state)
    }
  }

  private func topic(to consumer: String) -> Component {
    Component(
      name: "events", kind: .topic, engine: scale.level >= 3 ? "kafka" : "rabbitmq",
      operations: [Operation(name: "publish")],
      messaging: Messaging(consumers: [.init(component: consumer, operation: "request")]))
  }

  private var placement: Placement {
    guard scale.level == 4 else { return Placement() }
    return Placement(regions: [
      Region(name: "one", share: .stated(0.5)), Region(name: "two", share: .stated(0.5)),
    ])
  }

  private var delivery: Delivery {
    Delivery(method: Delivery.Method.allCases[scale.level - 1])
  }

  private var observation: Observation {
    Observation(
      centralLogs: scale.level >= 2, metricsInterval: scale.level >= 2 ? .stated(15) : nil,
      traceSampling: scale.level >= 3 ? .stated(0.01) : nil, alerts: scale.level >= 3,
      anomalyDetection: scale.level >= 4, selfHealing: scale.level >= 4)
  }
}
