import TenfoldModel

/// Two services that always go together become one: fewer deployments, fewer hops, fewer parts that can fail.
struct MergeServices: Remedy {
  let id = "merge-services"

  func proposals(in situation: Situation) -> [Proposal] {
    guard
      ["hands-on-time", "lead-time", "pipeline", "error-budget", "availability", "latency"]
        .contains(situation.kind)
    else {
      return []
    }
    let services = situation.system.components.filter { $0.kind == .service }
    let alike = services.filter { $0.alike?.likely ?? 1 > 1 }.max {
      ($0.alike?.likely ?? 1) < ($1.alike?.likely ?? 1)
    }
    if let alike, let index = situation.system.components.firstIndex(where: { $0.name == alike.name }) {
      return [merging(alike: index, situation)]
    }
    let pairs = services.compactMap { callee -> (callee: Component, caller: Component)? in
      let callers = situation.callers(of: callee.name)
      guard callers.count == 1, let caller = situation.system[callers[0]], caller.kind == .service,
        caller.name != callee.name, caller.owner == callee.owner,
        !situation.system.workload.journeys.contains(where: {
          $0.calls.contains { $0.component == callee.name }
        }),
        !situation.isConsumer(callee.name)
      else { return nil }
      return (callee, caller)
    }
    guard let pair = pairs.first else {
      return [
        .refused(
          subject: "services",
          reason: "no service of the \(services.count) is called by exactly one other of its team")
      ]
    }
    return [
      .change(
        subject: pair.callee.name, action: "merge \(pair.callee.name) into \(pair.caller.name)",
        system: merging(pair.callee, into: pair.caller.name, situation.system))
    ]
  }

  /// Services of one shape become one that does what all did, with the machines of all.
  private func merging(alike index: Int, _ situation: Situation) -> Proposal {
    let component = situation.component(index)
    let count = (component.alike?.likely ?? 1).rounded()
    return .change(
      subject: component.name,
      action: "merge the \(QuantityText.count(count, "service")) like \(component.name) into one",
      system: situation.changing(index) {
        $0.alike = nil
        $0.scaling.replicas = $0.scaling.replicas?.scaled(by: count)
        let maximum = $0.scaling.autoscaler?.maximum
        $0.scaling.autoscaler?.maximum = maximum?.scaled(by: count)
      })
  }

  private func merging(_ callee: Component, into caller: String, _ system: System) -> System {
    var system = system.mappingCalls { _, call in
      guard call.component == callee.name else { return call }
      var call = call
      call.operation = "\(callee.name).\(call.operation ?? callee.operations.first?.name ?? "request")"
      call.component = caller
      return call
    }
    let operations = system[callee.name]?.operations ?? []
    guard let index = system.components.firstIndex(where: { $0.name == caller }) else { return system }
    for var operation in operations {
      operation.name = "\(callee.name).\(operation.name)"
      system.components[index].operations.append(operation)
    }
    let replicas = system.components[index].scaling.replicas?.likely ?? 1
    let added =
      (callee.scaling.replicas?.likely ?? 1) * (callee.resources.cpu?.likely ?? 1) / max(1, replicas)
    system.components[index].resources.cpu = system.components[index].resources.cpu.map {
      .planned($0.likely + added)
    }
    for store in system.components.indices {
      let pool = system.components[store].state?.connectionsPerReplica[callee.name]
      if let pool {
        system.components[store].state?.connectionsPerReplica[callee.name] = nil
        if system.components[store].state?.connectionsPerReplica[caller] == nil {
          system.components[store].state?.connectionsPerReplica[caller] = pool
        }
      }
    }
    system[callee.name] = nil
    return system
  }
}

extension Situation {
  /// True when a topic hands its messages to a component.
  func isConsumer(_ name: String) -> Bool {
    system.components.contains { $0.messaging?.consumers.contains { $0.component == name } ?? false }
  }
}
