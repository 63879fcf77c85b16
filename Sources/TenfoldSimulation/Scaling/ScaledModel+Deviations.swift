public import TenfoldModel

/// Waits that one part in `factor` shows otherwise than the whole.
extension ScaledModel {
  /// Waits that differ by more than a twentieth of a service time, by the M/M/c formula for both, the greatest difference
  /// first: of consumers that share a topic's partitions, of replicas behind a balancer that is not blind, of the hottest
  /// shard, which is spread over those that are kept, and of reads that wait for the last of all shards. Without
  /// timeouts, and where nothing but the queue itself delays.
  ///
  /// - Complexity: O(servers) for each queue that units share.
  ///
  /// **Source.** M/M/c as ``ErlangWait``; arrivals of replicas served in turn by the approximation of Allen and Cunneen,
  /// (ca² + cs²) / 2 times M/M/c; Allen, Probability, Statistics, and Queueing Theory, 1978.
  public var deviations: [SimulationReport.Scale.Deviation] {
    guard factor > 1 else { return [] }
    var found: [(deviation: SimulationReport.Scale.Deviation, service: Double)] = []
    for index in reading.system.components.indices where reading.primaryStation[index] >= 0 {
      let component = reading.system.components[index]
      if component.isStateful {
        found += [hotShard(index, component), lastShard(index, component)].compactMap { $0 }
      } else if let one = sharedReplicas(index) {
        found.append(one)
      }
    }
    found += consumerPools
    return found.filter { one in
      let difference = abs(one.deviation.whole - one.deviation.part)
      return difference > 0.05 * one.service || difference.isNaN
    }.map(\.deviation).filter { $0.whole != $0.part }
      .sorted { (abs($1.whole - $1.part), $0.component) < (abs($0.whole - $0.part), $1.component) }
  }

  private typealias Found = (deviation: SimulationReport.Scale.Deviation, service: Double)

  /// Requests per second of the whole.
  private var rate: Double {
    let base = SystemSimulation.rate(of: options.load, whole, reading)
    guard let curve = options.curve else { return base }
    return curve.measure == .rate ? curve.peak : base * curve.peak
  }

  /// Replicas that a balancer chooses among by their queues are one queue, about; served in turn, each sees arrivals that
  /// are the more even the more replicas there are.
  private func sharedReplicas(_ index: Int) -> Found? {
    let station = reading.stations[reading.primaryStation[index]]
    let policy = whole.components[index].balancing?.policy ?? options.balancing
    let name = reading.system.components[index].name
    let (share, servers) = (kept(name), Double(station.serverCount))
    guard station.visitCount > 0, share < 1, policy == .leastRequests || policy == .roundRobin else {
      return nil
    }
    let service = station.demand / station.visitCount
    let (units, load) = (station.unitsInUse(at: rate), rate * station.demand)
    let fewer = max(1, (units * share).rounded())
    if policy == .leastRequests {
      return (
        .init(
          component: name, wait: "for a free replica",
          whole: ErlangWait.mean(servers: Int(units * servers), load: load, serviceTime: service),
          part: ErlangWait.mean(
            servers: Int(fewer * servers), load: load * fewer / units, serviceTime: service)), service
      )
    }
    let alone = ErlangWait.mean(servers: Int(servers), load: load / units, serviceTime: service)
    func wait(_ count: Double) -> Double { alone * (1 / count + station.variability) / 2 }
    return (.init(component: name, wait: "for a core", whole: wait(units), part: wait(fewer)), service)
  }

  /// The hottest shard of a divided store is spread over all that are kept.
  private func hotShard(_ index: Int, _ component: LoweredSystem.Component) -> Found? {
    let station = reading.stations[reading.primaryStation[index]]
    let count = max(1, reading.value(component.shardCount, or: 1).rounded())
    let hottest = reading.hottestShardShare(of: index)
    guard kept(component.name) < 1, station.visitCount > 0, hottest * count > 1.05 else { return nil }
    let service = station.demand / station.visitCount
    let load = rate * station.demand
    return (
      .init(
        component: component.name, wait: "at the hottest shard",
        whole: ErlangWait.mean(servers: station.serverCount, load: load, serviceTime: service),
        part: ErlangWait.mean(
          servers: station.serverCount, load: load / (hottest * count), serviceTime: service),
        share: hottest), service
    )
  }

  /// Reads that ask every shard wait for the last, which comes later the more there are: of *n* alike and exponential
  /// times the mean of the longest is their mean times 1 + 1/2 + … + 1/n.
  private func lastShard(_ index: Int, _ component: LoweredSystem.Component) -> Found? {
    let scatter = component.shardCount >= 0 ? reading.value(component.scatterShare, or: 0) : 0
    let count = max(1, reading.value(component.shardCount, or: 1).rounded())
    let readers =
      reading.primaryReadShare[index] > 0 ? reading.primaryStation[index] : reading.replicaStation[index]
    guard scatter > 0, kept(component.name) < 1, readers >= 0, reading.stations[readers].visitCount > 0 else {
      return nil
    }
    let station = reading.stations[readers]
    let service = station.demand / station.visitCount
    let one =
      service
      + ErlangWait.mean(servers: station.serverCount, load: rate * station.demand, serviceTime: service)
    func longest(of count: Double) -> Double {
      one * (1...max(1, Int(count.rounded()))).reduce(0) { $0 + 1 / Double($1) }
    }
    return (
      .init(
        component: component.name, wait: "for the last shard", whole: longest(of: count),
        part: longest(of: count * kept(component.name)), share: scatter), service
    )
  }

  /// Consumers of a topic take messages from one queue, as many at once as partitions and replicas allow.
  private var consumerPools: [Found] {
    let lowered = reading.system
    let times = reading.unhinderedTimes()
    return lowered.calls.indices.compactMap { call in
      let entry = lowered.calls[call]
      let topic = lowered.operations[entry.from].component
      guard topic >= 0, lowered.components[topic].kind == .topic, !entry.isSynchronous,
        let messaging = whole.components[topic].messaging
      else { return nil }
      let consumer = lowered.operations[entry.to].component
      let name = lowered.components[consumer].name
      let now = reading.primaryStation[consumer] >= 0 ? reading.replicas(of: consumer).now : 1
      var limit = reading.value(lowered.components[topic].partitions, or: .infinity)
      if let each = messaging.consumer(name, of: lowered.operations[entry.from].name)?.concurrency?.likely {
        limit = min(limit, each * now)
      }
      guard limit < 1e9 else { return nil }
      let one = 1 / Double(factor)
      let load = rate * reading.callVisits[call] * times[entry.to]
      let (servers, fewer) = (max(1, Int(limit.rounded())), max(1, Int((limit * one).rounded())))
      let wait = "for a partition of \(lowered.components[topic].name)"
      if messaging.keys != nil {
        func alone(_ load: Double) -> Double {
          ErlangWait.mean(servers: 1, load: load, serviceTime: times[entry.to])
        }
        return (
          .init(
            component: name, wait: wait, whole: alone(load / Double(servers)),
            part: alone(load * one / Double(fewer))), times[entry.to]
        )
      }
      return (
        .init(
          component: name, wait: wait,
          whole: ErlangWait.mean(servers: servers, load: load, serviceTime: times[entry.to]),
          part: ErlangWait.mean(servers: fewer, load: load * one, serviceTime: times[entry.to])),
        times[entry.to]
      )
    }
  }
}
