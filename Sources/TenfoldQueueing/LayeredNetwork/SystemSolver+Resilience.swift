import TenfoldModel

/// Calls that are watched over, autoscalers at rest, and consumers of topics.
extension SystemSolver {
  static func calls(of state: SystemState, _ reading: Reading) -> [Solution.Call] {
    let system = reading.system
    return system.calls.indices.compactMap { index in
      guard let guarded = state.effects.calls[index] else { return nil }
      let call = system.calls[index]
      return Solution.Call(
        caller: label(call.from, system), called: label(call.to, system),
        throughput: state.callRate(index, reading), copies: guarded.copies, retries: guarded.retries,
        hedges: guarded.hedges, timeouts: guarded.timeouts, vain: guarded.vain, openShare: guarded.openShare,
        failedShare: 1 - guarded.success)
    }.filter { $0.throughput > 0 }
  }

  private static func label(_ operation: Int, _ system: LoweredSystem) -> String {
    let entry = system.operations[operation]
    return entry.component >= 0 ? "\(system.components[entry.component].name).\(entry.name)" : entry.name
  }

  static func autoscaled(_ state: SystemState, _ reading: Reading) -> [Solution.Autoscaled] {
    reading.stations.enumerated().compactMap { index, station in
      guard station.maximumUnits > station.units, station.visitCount > 0 else { return nil }
      return Solution.Autoscaled(
        component: reading.system.components[station.component].name,
        replicas: state.layered.machines(of: state.layered.processorOfStation[index]),
        minimum: station.units, maximum: station.maximumUnits)
    }
  }

  /// How far consumers of topics are behind, and how fast they catch up after an outage.
  ///
  /// They catch up with what they can do beyond what arrives: the least of their places, and of the cores and workers that
  /// handle the messages, as far as the others leave them.
  static func consumers(_ state: SystemState, _ reading: Reading) -> [Solution.Consumers] {
    let system = reading.system
    var result: [Solution.Consumers] = []
    for (topic, component) in system.components.enumerated() where component.kind == .topic {
      let calls = component.operations.flatMap { operation in
        system.callsOf[operation].filter { !system.calls[$0].isSynchronous && !system.calls[$0].closesCycle }
      }
      var groups: [(handler: Int, publication: Int, calls: [Int])] = []
      for call in calls {
        let handler = system.operations[system.calls[call].to].component
        let publication = system.consumer(handler, of: system.calls[call].from)?.publication ?? -1
        if let known = groups.firstIndex(where: { $0.handler == handler && $0.publication == publication }) {
          groups[known].calls.append(call)
        } else {
          groups.append((handler, publication, [call]))
        }
      }
      for group in groups {
        if let found = consumers(of: topic, group.handler, group.calls, state, reading) {
          result.append(found)
        }
      }
    }
    return result
  }

  private static func consumers(
    of topic: Int, _ handler: Int, _ calls: [Int], _ state: SystemState, _ reading: Reading
  ) -> Solution.Consumers? {
    let (system, solution) = (reading.system, state.solution)
    var (rate, time) = (0.0, 0.0)
    for call in calls {
      let messages = state.callRate(call, reading) * (state.effects.calls[call]?.copies ?? 1)
      let entry = solution.entries[state.layered.targetOfCall[call]]
      rate += messages
      time += messages * entry.response.mean
    }
    guard rate > 0 else { return nil }
    let pool = state.layered.consumerPool(ofCall: calls[0])
    var (limit, capacity) = (Double.infinity, Double.infinity)
    if let pool {
      limit = pool.limit
      capacity = pool.task >= 0 ? solution.tasks[pool.task].capacity : limit * rate / max(time, 1e-300)
    }
    let station = reading.primaryStation[handler]
    if station >= 0 {
      let busy = solution.processors[state.layered.processorOfStation[station]].utilization
      if busy > 0 { capacity = min(capacity, rate * share(of: calls, busy, handler, state, reading)) }
    }
    if state.layered.workersOfComponent[handler] >= 0 {
      let task = solution.tasks[state.layered.workersOfComponent[handler]]
      if task.capacity.isFinite { capacity = min(capacity, rate + max(0, task.capacity - task.throughput)) }
    }
    let drain = try? BacklogDrain(arrivalRate: rate, capacity: min(capacity, 1e300))
    return Solution.Consumers(
      topic: system.components[topic].name, component: system.components[handler].name, limit: limit,
      arrivalRate: rate, capacity: capacity, lag: time / rate,
      catchUpTime: drain?.recoveryTime(afterOutage: 1) ?? .infinity)
  }

  /// How many times their messages the handler's cores could do when all else stays as it is.
  private static func share(
    of calls: [Int], _ busy: Double, _ handler: Int, _ state: SystemState, _ reading: Reading
  ) -> Double {
    let number = reading.primaryStation[handler]
    let station = reading.stations[number]
    let machines = state.layered.machines(of: state.layered.processorOfStation[number])
    let servers = Double(station.serverCount) * machines * station.speed
    var work = 0.0
    for call in calls {
      let time = reading.value(reading.system.operations[reading.system.calls[call].to].cpu, or: 0)
      work += state.callRate(call, reading) * (state.effects.calls[call]?.copies ?? 1) * time
    }
    guard work > 0 else { return .infinity }
    return 1 + (1 - busy) * servers / work
  }
}
