/// A lowered system at one position of its uncertain numbers: visits per request and stations, ready to solve.
package struct Reading: Sendable {
  /// What was compiled.
  package let system: LoweredSystem
  /// Every number at this position.
  package let values: [Double]
  /// Executions of each operation per request to the system, over all journeys.
  package private(set) var visits: [Double] = []
  /// Calls of each kind per request to the system, misses of caches only.
  package private(set) var callVisits: [Double] = []
  /// Share of the calls that a cache answers, by call; 0 without a cache.
  package private(set) var hitRatios: [Double] = []
  /// Where work waits for CPU.
  package private(set) var stations: [Station] = []
  /// The station of a component's own work or its primary, by component; -1 for none.
  package private(set) var primaryStation: [Int] = []
  /// The station of a store's read replicas, by component; -1 for none.
  package private(set) var replicaStation: [Int] = []
  /// Share of a component's reads that its primary answers, by component.
  package private(set) var primaryReadShare: [Double] = []
  /// Share of a store's requests that its hottest shard gets, by component; 1 where it is whole.
  private var hottestShardShares: [Double] = []

  /// What waits for the cores of each machine that components share, in the order of the system's machines.
  package private(set) var machines: [Station] = []
  /// True where a station waits for the cores of such a machine and nothing less, by station.
  package private(set) var isOnMachine: [Bool] = []

  /// Reads `system` at `position`; an empty position is the likely one.
  package init(_ system: LoweredSystem, at position: [Double] = []) {
    self.system = system
    values = system.parameters.values(at: position)
    hitRatios = [Double](repeating: 0, count: system.calls.count)
    visits = propagate(roots: system.journeys.map { ($0.operation, values[$0.share]) })
    if applyCaches() {
      visits = propagate(roots: system.journeys.map { ($0.operation, values[$0.share]) })
    }
    callVisits = system.calls.indices.map { visits[system.calls[$0].from] * weight(of: $0) }
    buildStations()
    (machines, isOnMachine) = sharedMachines()
  }

  /// The number at an index of the table, or `fallback` where it does not apply.
  package func value(_ parameter: Int, or fallback: Double) -> Double {
    parameter >= 0 ? values[parameter] : fallback
  }

  /// Requests per second of one user.
  package var requestsPerUser: Double { value(system.requestsPerUser, or: 0.1) }

  /// Mean executions of a call's target per execution of its caller, after caches.
  package func weight(of call: Int) -> Double {
    let entry = system.calls[call]
    var weight = value(entry.count, or: 1) * value(entry.fanOut, or: 1) * (1 - hitRatios[call])
    for share in entry.shares { weight *= values[share] }
    return weight * passedOnShare(of: entry.from)
  }

  /// Share of an operation's executions that go on to its steps: what a gateway's own cache does not answer.
  package func passedOnShare(of operation: Int) -> Double {
    let entry = system.operations[operation]
    guard entry.component >= 0, !entry.writes else { return 1 }
    return 1 - value(system.components[entry.component].answeredShare, or: 0)
  }

  /// Users today.
  package var usersNow: Double { value(system.users, or: 100) }

  /// Requests per second at the peak today: what the workload of the lowered system states, else what its users ask for.
  package func rateNow(of system: System) -> Double {
    system.workload.arrivalRate?.likely ?? usersNow * requestsPerUser
  }

  /// Writes to a component per request to the system.
  package func writesPerRequest(of component: Int) -> Double {
    system.components[component].operations.reduce(0) { sum, operation in
      system.operations[operation].writes ? sum + visits[operation] : sum
    }
  }

  /// Reads of a component per request to the system.
  package func readsPerRequest(of component: Int) -> Double {
    system.components[component].operations.reduce(0) { sum, operation in
      system.operations[operation].writes ? sum : sum + visits[operation]
    }
  }

  // MARK: Visits

  /// Executions of every operation when the roots are executed with these weights: V = e + Vᵀ P.
  ///
  /// One pass in calling order. With cycles, passes repeat until the calls that close them settle; where they
  /// do not, each round calling at least as often as the one before, no request would ever end: then a request
  /// is taken to go round once, and the closing calls are left out.
  private func propagate(roots: [(operation: Int, weight: Double)]) -> [Double] {
    var back = [Double](repeating: 0, count: system.operations.count)
    let weights = system.calls.indices.map { weight(of: $0) }
    var (visits, nextBack) = pass(roots: roots, weights: weights, back: back)
    guard system.hasCycles else { return visits }
    let once = visits
    for _ in 0..<200 {
      var change = 0.0
      for index in back.indices {
        change = max(change, abs(nextBack[index] - back[index]) / max(1, back[index]))
      }
      if change < 1e-9 { return visits }
      back = nextBack
      (visits, nextBack) = pass(roots: roots, weights: weights, back: back)
    }
    return once
  }

  /// Executions of every operation when `back` executions come from the calls that close cycles, and the
  /// executions that those calls then ask for.
  private func pass(
    roots: [(operation: Int, weight: Double)], weights: [Double], back: [Double]
  ) -> (visits: [Double], nextBack: [Double]) {
    var visits = back
    var nextBack = [Double](repeating: 0, count: system.hasCycles ? visits.count : 0)
    for root in roots { visits[root.operation] += root.weight }
    for operation in system.order where visits[operation] != 0 {
      for call in system.callsOf[operation] {
        let calls = visits[operation] * weights[call]
        let (to, cacheOperation) = (system.calls[call].to, system.calls[call].cacheOperation)
        if system.calls[call].closesCycle {
          nextBack[to] += calls
        } else {
          visits[to] += calls
        }
        if cacheOperation >= 0 {
          visits[cacheOperation] += calls / max(1e-12, 1 - hitRatios[call])
        }
      }
    }
    return (visits, nextBack)
  }

  /// Finds what each cache answers. Returns false when there is no cache.
  ///
  /// A cache that writes empty answers at most the share of its requests that no write came before, so the
  /// ratio by capacity is multiplied with the share of reads among the target's requests, unless it was seen.
  private mutating func applyCaches() -> Bool {
    var any = false
    var reads = [Double](repeating: 0, count: system.components.count)
    var writes = reads
    for (index, operation) in system.operations.enumerated() where operation.component >= 0 {
      if operation.writes {
        writes[operation.component] += visits[index]
      } else {
        reads[operation.component] += visits[index]
      }
    }
    for (index, call) in system.calls.enumerated() where call.cache >= 0 {
      any = true
      let cache = system.components[call.cache]
      let target = system.operations[call.to].component
      var ratio = value(cache.hitRatio, or: 0)
      if cache.hitRatio < 0, cache.keyCount >= 0 {
        let popularity = ZipfPopularity(
          keyCount: values[cache.keyCount], exponent: value(cache.zipfExponent, or: 0.9))
        ratio = popularity.hitRatio(
          entries: value(cache.memory, or: 0) / max(1, value(cache.entrySize, or: 1000)))
      }
      if !cache.hitRatioIsSeen, cache.removesOnWrite, target >= 0, reads[target] > 0 {
        ratio *= reads[target] / (reads[target] + writes[target])
      }
      hitRatios[index] = min(max(ratio, 0), 0.9999)
    }
    return any
  }

  /// Executions of every operation that a request's answer waits for, on average: over synchronous calls alone.
  package func awaitedVisits() -> [Double] {
    var awaited = [Double](repeating: 0, count: system.operations.count)
    for journey in system.journeys { awaited[journey.operation] = visits[journey.operation] }
    for operation in system.order where awaited[operation] > 0 {
      let part = awaited[operation] / visits[operation]
      for call in system.callsOf[operation] {
        let entry = system.calls[call]
        guard entry.isSynchronous, !entry.closesCycle else { continue }
        awaited[entry.to] += part * callVisits[call]
        guard entry.cacheOperation >= 0 else { continue }
        awaited[entry.cacheOperation] += part * callVisits[call] / max(1e-12, 1 - hitRatios[call])
      }
    }
    return awaited
  }

  /// Probability that a request of a journey needs each component's answer: over synchronous, required calls.
  package func requiredReach(ofJourney journey: Int) -> [Double] {
    var reach = [Double](repeating: 0, count: system.operations.count)
    var result = [Double](repeating: 0, count: system.components.count)
    reach[system.journeys[journey].operation] = 1
    for operation in system.order where reach[operation] > 0 {
      let component = system.operations[operation].component
      if component >= 0 { result[component] = min(1, result[component] + reach[operation]) }
      for call in system.callsOf[operation] {
        let entry = system.calls[call]
        guard entry.isSynchronous, !entry.isOptional, !entry.closesCycle else { continue }
        reach[entry.to] = min(1, reach[entry.to] + reach[operation] * min(1, weight(of: call)))
      }
    }
    return result
  }
}

extension Reading {
  /// A place where work waits for CPU: `units` machines, each a queue of its own, fed at random.
  package struct Station: Sendable {
    /// What it is of its component.
    package enum Role: Sendable { case own, primary, replicas }
    /// The component.
    package var component: Int
    /// What it is of its component.
    package var role: Role
    /// CPU time per request to the system, over all units, in seconds at a unit's speed.
    package var demand = 0.0
    /// Visits per request to the system, over all units.
    package var visitCount = 0.0
    /// Sum over visits of the second moment of the service time.
    package var secondMoment = 0.0
    /// Servers (cores or workers) of one unit.
    package var serverCount = 1
    /// Speed of a server relative to one core, by which demands were divided.
    package var speed = 1.0
    /// Units now; of a divided store, as many equal shards as would load each like its hottest one.
    package var units = 1.0
    /// Most units an autoscaler may start; equal to `units` without one.
    package var maximumUnits = 1.0
    /// The controller of the units' number.
    package var autoscaler = AutoscalerEquilibrium(metric: .cpu, target: 0.6)

    /// Units in use at a rate of requests to the system: where an autoscaler comes to rest.
    ///
    /// - Parameter workFactor: Visits and work over those of the requests alone, as repeated calls cause them.
    package func unitsInUse(at rate: Double, workFactor: Double = 1) -> Double {
      guard maximumUnits > units else { return units }
      return autoscaler.replicas(
        work: rate * demand * workFactor, visitRate: rate * visitCount * workFactor,
        serverCount: Double(serverCount), in: units...maximumUnits)
    }

    /// Busy share of a server at a rate; over 1 there is no steady state.
    package func utilization(at rate: Double) -> Double {
      rate * demand / (unitsInUse(at: rate) * Double(serverCount))
    }

    /// The rate at which all units are busy all the time; infinite when the station does nothing.
    package var saturationRate: Double {
      demand > 0 ? maximumUnits * Double(serverCount) / demand : .infinity
    }
  }

  /// Replicas a component may have at most, and now.
  package func replicas(of component: Int) -> (now: Double, maximum: Double) {
    let entry = system.components[component]
    let now = max(1, value(entry.replicas, or: 1).rounded())
    // What follows neither load nor queue starts none for them.
    guard entry.autoscalerMetric != .other else { return (now, now) }
    return (now, max(now, value(entry.autoscalerMaximum, or: now).rounded()))
  }

  /// What changes a component's replicas; an unknown target of a queue or of requests is taken for one of the CPU.
  private func autoscaler(of component: Int) -> AutoscalerEquilibrium {
    let entry = system.components[component]
    let isKnown = entry.autoscalerTarget >= 0 && !system.isAssumed(entry.autoscalerTarget)
    if entry.autoscalerMetric != .cpu, isKnown || entry.autoscalerMetric == .other {
      let target = max(1e-9, value(entry.autoscalerTarget, or: 1))
      return AutoscalerEquilibrium(metric: entry.autoscalerMetric, target: target)
    }
    let share = entry.autoscalerMetric == .cpu ? value(entry.autoscalerTarget, or: 0.6) : 0.6
    return AutoscalerEquilibrium(metric: .cpu, target: max(0.01, share) * entry.reservedShare)
  }

  /// Copies of a store besides its primary.
  package func copies(of component: Int) -> Double {
    max(0, value(system.components[component].copies, or: 0).rounded())
  }

  /// CPU that a copy spends to apply one execution of a write, in seconds: the whole write again, or the replay of its
  /// effects, which knows nothing of how they were found.
  package func applyTime(ofWrite operation: Int) -> Double {
    let entry = system.operations[operation]
    let whole = value(entry.cpu, or: 0)
    if entry.component >= 0, system.components[entry.component].repeatsWrites { return whole }
    return min(whole, value(system.applyTime, or: .infinity))
  }

  /// Writes that one copy of a store applies at a time: a log is replayed in order, repeated writes use all servers.
  package func applyServerCount(of component: Int) -> Double {
    guard system.components[component].repeatsWrites, replicaStation[component] >= 0 else { return 1 }
    return Double(stations[replicaStation[component]].serverCount)
  }

  /// Share of a store's requests that its hottest shard gets.
  package func hottestShardShare(of component: Int) -> Double { hottestShardShares[component] }

  /// The most popular key's share stays together, the rest is even.
  private func computedHottestShardShare(of component: Int) -> Double {
    let entry = system.components[component]
    let shards = max(1, value(entry.shardCount, or: 1).rounded())
    guard shards > 1 else { return 1 }
    if entry.hottestShare >= 0 { return max(values[entry.hottestShare], 1 / shards) }
    if entry.isDividedByTenant, system.tenantHottestShare >= 0 {
      let busiest = values[system.tenantHottestShare]
      return busiest + (1 - busiest) / shards
    }
    guard entry.keyCount >= 0 else { return 1 / shards }
    let popularity = ZipfPopularity(
      keyCount: values[entry.keyCount], exponent: value(entry.zipfExponent, or: 0.9))
    let hottest = popularity.largestShare
    let share = hottest + (1 - hottest) / shards
    guard !system.isKnown(entry.keyCount), !system.isKnown(entry.zipfExponent) else { return share }
    // Keys that nobody described make shards uneven, but not by more than shards usually are.
    return min(share, max(1, value(system.shardSkew, or: .infinity)) / shards)
  }

  /// Cores of one unit as servers of equal speed, at the core count its demands are known for.
  private func servers(of component: Int) -> (count: Int, speed: Double) {
    let entry = system.components[component]
    let cores = max(0.001, value(entry.cores, or: 1))
    let workers = entry.kind == .service ? Double.infinity : value(entry.workers, or: .infinity)
    let usable = min(cores * value(entry.usableShare, or: 1), workers)
    // A quota of half a core is a slow core, but contention takes cores away and leaves the others as fast.
    let count = max(1, min(usable, 1e6).rounded(entry.usableShare < 0 ? .up : .toNearestOrAwayFromZero))
    return (Int(count), usable / count)
  }

  fileprivate mutating func buildStations() {
    let none = [Int](repeating: -1, count: system.components.count)
    primaryStation = none
    replicaStation = none
    primaryReadShare = [Double](repeating: 1, count: system.components.count)
    hottestShardShares = system.components.indices.map { computedHottestShardShare(of: $0) }
    for (index, component) in system.components.enumerated() where component.kind != .external {
      let (count, speed) = servers(of: index)
      var station = Station(component: index, role: .own)
      station.serverCount = count
      station.speed = speed
      station.autoscaler = autoscaler(of: index)
      if !component.isStateful {
        (station.units, station.maximumUnits) = replicas(of: index)
        for operation in component.operations {
          add(operation, to: &station, share: 1, besides: proxyTime(of: operation))
        }
        primaryStation[index] = stations.count
        stations.append(station)
        continue
      }
      addStore(index, station)
    }
  }

  private mutating func addStore(_ index: Int, _ prototype: Station) {
    let component = system.components[index]
    let copies = copies(of: index)
    let hot = hottestShardShare(of: index)
    let scatter = component.shardCount >= 0 ? value(component.scatterShare, or: 0) : 0
    let readLoad = scatter + (1 - scatter) * hot
    var primary = prototype
    primary.role = .primary
    var replica = prototype
    replica.role = .replicas
    let readsAtPrimary: Double =
      switch component.readTarget {
      case _ where copies == 0: 1
      case .primary: 1
      case .replicas: 0
      case .all: 1 / (copies + 1)
      }
    primaryReadShare[index] = readsAtPrimary
    for operation in component.operations {
      if system.operations[operation].writes {
        add(operation, to: &primary, share: hot)
        add(operation, to: &replica, share: hot, time: applyTime(ofWrite: operation))
      } else {
        add(operation, to: &primary, share: readLoad * readsAtPrimary)
        add(operation, to: &replica, share: readLoad * (1 - readsAtPrimary) / max(1, copies))
      }
    }
    primaryStation[index] = stations.count
    stations.append(primary)
    if copies > 0 {
      replicaStation[index] = stations.count
      stations.append(replica)
    }
  }

  /// Adds a share of an operation's executions, each of which takes `time` (nil: the operation's own) and what comes
  /// `besides`, in seconds of one core.
  private func add(
    _ operation: Int, to station: inout Station, share: Double, time: Double? = nil, besides: Double = 0
  ) {
    let entry = system.operations[operation]
    let visits = visits[operation] * share
    guard visits > 0 else { return }
    let time = ((time ?? value(entry.cpu, or: 0)) + besides) / station.speed
    station.visitCount += visits
    station.demand += visits * time
    station.secondMoment += visits * time * time * (1 + value(entry.variability, or: 1))
  }
}
