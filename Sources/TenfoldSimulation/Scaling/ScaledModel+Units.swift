internal import TenfoldModel

/// How many units of each component are kept.
extension ScaledModel {
  /// Fewest units kept where there are as many: calls of one request to a component meet at a unit with a chance of one
  /// in its units, which should not grow too much.
  static var fewestUnits: Double { 4 }

  /// Shards of which one takes more than this share of the load, and more than the others, are not divided.
  static var largestHotShare: Double { 0.05 }

  /// Units of which about one in `factor` is kept, all of them where `isWhole`.
  private func units(of count: Double, isWhole: Bool = false) -> Double {
    guard !isWhole else { return count }
    return min(count, max((count / Double(factor) - 1e-9).rounded(.up), Self.fewestUnits, placeCount))
  }

  /// Zones of all regions, where something depends on which replica stands where; else 1.
  private var placeCount: Double {
    let isAsked =
      options.balancing == .sameZone || whole.components.contains { $0.balancing?.policy == .sameZone }
      || options.events.contains { event in
        switch event {
        case .outage(.zone, _, _), .outage(.region, _, _), .failures: true
        default: false
        }
      }
    guard isAsked else { return 1 }
    return whole.placement.regions.reduce(0) { $0 + max(1, $1.zones?.likely ?? 1) }
  }

  mutating func keepUnits(_ index: Int) {
    let component = reading.system.components[index]
    guard component.kind != .external, reading.primaryStation[index] >= 0 else {
      keptShares[component.name] = 1 / Double(factor)
      return
    }
    if component.isStateful {
      keepShards(index, component)
    } else {
      keepReplicas(index, component)
    }
    let share = kept(component.name)
    if var policy = system.components[index].policy {
      policy.burst = (policy.burst ?? policy.rateLimit)?.scaled(by: share)
      policy.rateLimit = policy.rateLimit?.scaled(by: share)
      system.components[index].policy = policy
    }
  }

  private mutating func keepReplicas(_ index: Int, _ component: LoweredSystem.Component) {
    let (now, _) = reading.replicas(of: index)
    let kept = units(of: now)
    let share = kept / now
    keptShares[component.name] = share
    let replicas = replaced(whole.components[index].scaling.replicas, by: kept)
    system.components[index].scaling.replicas = replicas
    if let most = whole.components[index].scaling.autoscaler?.maximum {
      let maximum = replaced(most, by: max(kept, (most.likely * share).rounded()))
      system.components[index].scaling.autoscaler?.maximum = maximum
    }
  }

  private mutating func keepShards(_ index: Int, _ component: LoweredSystem.Component) {
    let count = max(1, reading.value(component.shardCount, or: 1).rounded())
    let hottest = reading.hottestShardShare(of: index)
    let isUneven = hottest > Self.largestHotShare && hottest * count > 1.05
    let kept = units(of: count, isWhole: isUneven)
    keptShares[component.name] = kept / count
    guard kept < count, var sharding = whole.components[index].state?.sharding else { return }
    let scatter = reading.value(component.scatterShare, or: 0)
    func load(_ count: Double) -> Double { scatter + (1 - scatter) / count }
    // Reads that ask every shard load each one as much however many there are.
    readShares[component.name] = load(count) / load(kept)
    sharding.count = sharding.count.scaled(by: kept / sharding.count.likely)
    if component.hottestShare >= 0 || component.isDividedByTenant {
      sharding.hottestShare = .stated(1 / kept)
    }
    system.components[index].state?.sharding = sharding
  }

  /// A number in place of another, with its provenance and as uncertain.
  private func replaced(_ quantity: Quantity?, by value: Double) -> Quantity {
    guard let quantity, quantity.likely > 0 else { return .stated(value) }
    return quantity.scaled(by: value / quantity.likely)
  }
}

/// What is a total of the whole system.
extension ScaledModel {
  mutating func scaleTotals() {
    let one = 1 / Double(factor)
    system.workload.users = whole.workload.users?.scaled(by: loadShare)
    system.workload.arrivalRate = whole.workload.arrivalRate?.scaled(by: loadShare)
    for index in system.components.indices {
      if var state = system.components[index].state {
        state.connectionLimit = state.connectionLimit?.scaled(by: one)
        state.openConnections = state.openConnections?.scaled(by: one)
        // As many requests later as before, so that a cache answers what it answers in the whole.
        state.timeToLive = state.timeToLive?.scaled(by: Double(factor))
        system.components[index].state = state
      }
      if system.components[index].kind == .topic { keepPartitions(index) }
    }
    for index in system.placement.nodePools.indices {
      let pool = system.placement.nodePools[index]
      system.placement.nodePools[index].count = pool.count?.scaled(by: one)
      system.placement.nodePools[index].maximum = pool.maximum?.scaled(by: one)
    }
  }

  /// Messages handled at once are one in `factor`, whatever limits them: partitions or the consumers' replicas.
  private mutating func keepPartitions(_ index: Int) {
    guard var messaging = system.components[index].messaging else { return }
    messaging.partitions = messaging.partitions.map { partitions in
      partitions.scaled(by: max(1 / Double(factor), min(1, 1 / max(1, partitions.likely))))
    }
    for consumer in messaging.consumers.indices {
      let name = messaging.consumers[consumer].component
      let share = 1 / (Double(factor) * kept(name))
      messaging.consumers[consumer].concurrency = messaging.consumers[consumer].concurrency?.scaled(by: share)
    }
    system.components[index].messaging = messaging
  }
}
