internal import TenfoldModel

/// What keeps kept units as busy as they are in the whole.
extension ScaledModel {
  /// Adds, for every operation of which more units are kept than requests, a journey that brings what is missing, and
  /// divides the journeys' shares anew.
  mutating func addBackground() {
    let lowered = reading.system
    let one = 1 / Double(factor)
    let times = reading.unhinderedTimes()
    let resilience = resilienceOfCalls()
    var rates: [(journey: Journey, rate: Double)] = []
    for operation in lowered.operations.indices where lowered.operations[operation].component >= 0 {
      let index = lowered.operations[operation].component
      let name = lowered.components[index].name
      let share = lowered.operations[operation].writes ? kept(name) : readShares[name] ?? kept(name)
      let rate = reading.visits[operation] * (share - one)
      guard lowered.components[index].kind != .external, rate > 1e-12 * reading.visits[operation] else {
        continue
      }
      let stand = standIn(for: operation, times: times)
      system.components[index].operations.append(stand)
      let call = Call(component: name, operation: stand.name, resilience: resilience[operation])
      rates.append((Journey(name: "\(name).\(stand.name)", calls: [call]), rate))
      backgroundComponents.append(name)
    }
    let wholeShares = lowered.journeys.map { reading.values[$0.share] }
    part.backgroundCount = rates.count
    part.loadShare = rates.reduce(one) { $0 + $1.rate }
    for journey in system.workload.journeys.indices {
      system.workload.journeys[journey].share = .stated(wholeShares[journey] * one / loadShare)
    }
    for (journey, rate) in rates {
      var journey = journey
      journey.share = .stated(rate / loadShare)
      system.workload.journeys.append(journey)
    }
  }

  /// The operation without its calls: the CPU that it and its proxies take, and the time that a worker is held meanwhile
  /// where workers are few.
  private func standIn(for operation: Int, times: [Double]) -> Operation {
    let lowered = reading.system
    let entry = lowered.operations[operation]
    let index = entry.component
    let first = lowered.components[index].operations.lowerBound
    var stand = whole.components[index].operations[operation - first]
    stand.name += " (background)"
    stand.steps = []
    let own = reading.proxyTime(of: operation)
    let proxies = own - ownProxyTime(index)
    if proxies > 0 {
      let cpu = reading.value(entry.cpu, or: 0)
      stand.demand.cpu =
        cpu > 0 ? stand.demand.cpu?.scaled(by: (cpu + proxies) / cpu) : .stated(proxies)
    }
    if holdsWhileCalling(index) {
      let outside =
        times[operation] - reading.processingTime(of: operation) - reading.value(entry.delay, or: 0)
        - reading.value(entry.disk, or: 0)
      if outside > 0 { stand.demand.delay = .stated(reading.value(entry.delay, or: 0) + outside) }
    }
    return stand
  }

  /// What the mesh's proxies and observation take for an operation without calls.
  private func ownProxyTime(_ component: Int) -> Double {
    guard reading.system.components[component].kind == .service else { return 0 }
    return reading.value(reading.system.meshCPU, or: 0) * reading.value(reading.system.meshEnrolled, or: 1)
      + reading.value(reading.system.observation.cpuPerRequest, or: 0)
  }

  /// True where it matters how long an execution is present at its replica.
  private func holdsWhileCalling(_ component: Int) -> Bool {
    reading.system.components[component].workers >= 0 || whole.components[component].admission != nil
      || options.queueLimits[reading.system.components[component].name] != nil
      || looksForFewest(whole.components[component])
  }

  /// True where a balancer looks at how many requests a replica has.
  func looksForFewest(_ component: Component) -> Bool {
    let policy = component.balancing?.policy ?? options.balancing
    return policy == .leastRequests || policy == .twoChoices
  }

  /// How most calls to each operation meet failures. A bulkhead belongs to a replica of the caller, and users have none.
  private func resilienceOfCalls() -> [Resilience] {
    var most = [Double](repeating: -1, count: reading.system.operations.count)
    var result = [Resilience](repeating: Resilience(), count: most.count)
    for (index, call) in reading.system.calls.enumerated() where reading.callVisits[index] > most[call.to] {
      most[call.to] = reading.callVisits[index]
      result[call.to] = call.resilience
      result[call.to].bulkhead = nil
    }
    return result
  }
}
