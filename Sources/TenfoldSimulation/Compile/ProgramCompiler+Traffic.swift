internal import TenfoldModel

/// Balancing, limits, priorities, deliveries and sagas.
extension ProgramCompiler {
  /// Keys that a component's calls are spread by or a topic's messages are about, and its limit of calls.
  mutating func addKeys(_ index: Int) {
    let component = system.components[index]
    guard program.components[index].hasReplicas else { return }
    if let keys = component.messaging?.keys { program.components[index].keys = popularity(of: keys) }
    if component.balancing?.policy ?? options.balancing == .consistentHash,
      !lowered.components[index].isStateful
    {
      program.components[index].keys = popularity(of: component.balancing?.keys ?? KeyPopularity())
    }
    if let admission = component.admission { addLimiter(admission, index) }
    if component.messaging?.deliveryLimit != nil { tally(index) }
  }

  /// Unknown keys are very many and all alike.
  private mutating func popularity(of keys: KeyPopularity) -> Int32 {
    popularity(
      count: keys.count?.likely ?? 1e9, exponent: keys.zipfExponent?.likely ?? (keys.count == nil ? 0 : 0.9))
  }

  private mutating func addLimiter(_ admission: AdmissionControl, _ index: Int) {
    let initial = max(1, admission.limit?.likely ?? 20)
    program.components[index].limiter = Int32(program.limiters.count)
    program.limiters.append(
      ConcurrencyLimiter.Rule(
        kind: admission.rule, initial: initial, minimum: max(1, admission.minimum?.likely ?? 1),
        maximum: max(1, admission.maximum?.likely ?? 1000), lateAfter: admission.lateAfter?.likely ?? 5,
        reserved: min(0.5, max(0, admission.reserved?.likely ?? 0))))
    tally(index)
  }

  /// Counts more of a component than calls and cores.
  mutating func tally(_ index: Int) {
    guard program.components[index].tally < 0 else { return }
    program.components[index].tally = Int32(program.talliedComponents.count)
    program.talliedComponents.append(index)
  }

  func priority(ofJourney index: Int) -> UInt8 {
    guard index < system.workload.journeys.count else { return 1 }
    switch system.workload.journeys[index].priority ?? .normal {
    case .critical: return 0
    case .normal: return 1
    case .sheddable: return 2
    }
  }

  /// Executions have details where something of this file or of the data is asked for.
  mutating func noteDetails() {
    program.hasDetails =
      !program.talliedComponents.isEmpty || program.components.contains { $0.keys >= 0 }
      || program.guards.contains(where: \.isTied)
      || program.routes.contains { $0.outboxInterval > 0 || $0.undoBit >= 0 }
  }

  // MARK: Messages

  /// How failures of a consumer are met: a message is delivered again, as often as its topic says.
  func delivering(_ resilience: Resilience, from topic: Int, isDelivery: Bool) -> Resilience {
    guard isDelivery, let messaging = system.components[topic].messaging,
      let limit = messaging.deliveryLimit
    else { return resilience }
    var result = resilience
    result.retryLimit = .stated(max(0, limit.likely - 1))
    result.retryBudget = nil
    result.backoff = messaging.redeliveryPause ?? resilience.backoff
    return result
  }

  // MARK: Sagas

  /// Gives each call of an operation that something undoes a bit, and notes where undoing begins; -1 without such calls.
  mutating func beginUndoing(_ operation: Int) -> Int {
    var bit: Int8 = 0
    for call in lowered.callsOf[operation] where lowered.calls[call].undo >= 0 && bit < 31 {
      undoBits[call] = bit
      bit += 1
    }
    if bit > 0, lowered.operations[operation].component >= 0 {
      tally(lowered.operations[operation].component)
    }
    return bit > 0 ? emit(.canUndo) : -1
  }

  /// What undoes the calls of an operation, the last first.
  mutating func compileUndoing(_ operation: Int, from canUndo: Int) {
    guard canUndo >= 0 else { return }
    program.instructions[canUndo].a = here
    for call in lowered.callsOf[operation].reversed() {
      guard let bit = undoBits[call] else { continue }
      emit(.undo, undoRoute(of: call), Int32(bit))
    }
    emit(.giveUp)
  }

  private mutating func undoRoute(of call: Int) -> Int32 {
    let entry = lowered.calls[call]
    let from = lowered.operations[entry.from].component
    let to = lowered.operations[entry.undo].component
    var route = ServiceProgram.Route(target: -1, component: Int32(to))
    if from >= 0, from != to { route.hop = sampler(.exponential(mean: reading.value(lowered.hop, or: 0))) }
    route.writes = lowered.operations[entry.undo].writes
    let index = addRoute(route, from: from, to: entry.undo)
    program.routes[Int(index)].guarded = callGuard(entry.resilience, of: index, from: from)
    return index
  }
}
