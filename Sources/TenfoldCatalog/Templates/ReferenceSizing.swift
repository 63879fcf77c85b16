internal import TenfoldModel

/// Gives every service the replicas it needs for a load at half its capacity.
enum ReferenceSizing {
  /// Sizes services, gateways, shards and caches of `system` for `rate` requests per second.
  ///
  /// The call graph of a reference system has no cycles. - Complexity: O(paths through the call graph).
  static func size(_ system: inout System, for rate: Double, isAutoscaled: Bool) {
    var work: [String: Double] = [:]
    for journey in system.workload.journeys {
      let share = rate * (journey.share?.likely ?? 1)
      for call in journey.calls { add(call, share, in: system, to: &work) }
    }
    for index in system.components.indices {
      let component = system.components[index]
      let cores = work[component.name] ?? 0
      switch component.kind {
      case .service, .gateway:
        let each = component.resources.cpu?.likely ?? 1
        let least: Double = isAutoscaled ? 3 : rate > 100 ? 2 : 1
        let replicas = max(least, (cores / (0.5 * each)).rounded(.up))
        system.components[index].scaling.replicas = .stated(replicas)
        if isAutoscaled {
          system.components[index].scaling.autoscaler = Autoscaler(
            maximum: .stated(replicas * 4), metric: "cpu", target: .stated(0.6), startTime: .stated(30))
        }
      case .store:
        guard let sharding = component.state?.sharding else { continue }
        let each = component.resources.cpu?.likely ?? 1
        let needed = (cores / (0.4 * each)).rounded(.up)
        let count = max(
          sharding.count.likely, power(2, (logarithm(max(1, needed)) / logarithm(2)).rounded(.up)))
        system.components[index].state?.sharding?.count = .stated(count)
      case .cdn, .cache, .topic, .external: continue
      }
    }
  }

  /// Adds the cores an execution rate keeps busy, along every call and message.
  private static func add(_ call: Call, _ rate: Double, in system: System, to work: inout [String: Double]) {
    guard let component = system[call.component], rate > 0 else { return }
    let rate = rate * (call.count?.likely ?? 1)
    if let messaging = component.messaging {
      for consumer in messaging.consumers {
        add(
          Call(component: consumer.component, operation: consumer.operation), rate, in: system, to: &work)
      }
    }
    guard let operation = call.operation.flatMap({ component.operation($0) }) ?? component.operations.first
    else { return }
    work[component.name, default: 0] += rate * (operation.demand.cpu?.likely ?? 0)
    for step in operation.steps { add(step, rate, in: system, to: &work) }
  }

  private static func add(_ step: Step, _ rate: Double, in system: System, to work: inout [String: Double]) {
    switch step {
    case .call(let call): add(call, rate, in: system, to: &work)
    case .parallel(let steps): for step in steps { add(step, rate, in: system, to: &work) }
    case .choice(let branches):
      for branch in branches {
        for step in branch.steps { add(step, rate * branch.share.likely, in: system, to: &work) }
      }
    }
  }
}
