package import TenfoldModel

/// An open network of stations at one rate of requests: how busy they are and how long operations take.
///
/// Poisson arrivals at every station and independence between them; every machine is a queue of its own, fed at
/// random. Workers and connections that can run out are stations between callers and machines (``HeldPool``). It is
/// what ``solveLayered(_:tolerance:passLimit:)`` finds, in one pass over the calls where no pool can run out and in a few
/// where one can; what a pool's callers do to each other at stations below it is left out.
///
/// **Source.** Jackson, Operations Research 5(4), 1957; several servers as in ``TwoMomentQueue``.
package struct OpenNetwork: Sendable {
  private let reading: Reading
  /// Requests per second to the system.
  package let rate: Double
  /// Wait for a core at each station; nil until it is asked for.
  private var waits: [TimeShape?]
  /// Response time of each operation from a worker's taking it on.
  private var responses: [TimeShape]
  /// What callers find at pools that can run out.
  private var pools: PoolSet

  /// Pools in pools settle in about as many passes as they are deep.
  private static let mostPasses = 20

  /// Solves `reading` at `rate` requests per second for the operations among `needed`, callers first.
  ///
  /// - Parameter needed: Operations whose response is asked for, in calling order; all when nil, or where pools can run
  ///   out.
  package init(_ reading: Reading, rate: Double, needed: [Int]? = nil) {
    self.reading = reading
    self.rate = rate
    waits = [TimeShape?](repeating: nil, count: reading.stations.count)
    responses = [TimeShape](repeating: TimeShape(), count: reading.system.operations.count)
    pools = PoolSet(reading)
    let order = pools.isEmpty ? needed ?? reading.system.order : reading.system.order
    // A cache's operation may stand before those who ask it.
    let asked = reading.system.calls.map(\.cacheOperation).filter { $0 >= 0 }
    for _ in 0..<(pools.isEmpty ? 1 : Self.mostPasses) {
      for operation in asked { responses[operation] = respond(operation) }
      for operation in order.reversed() { responses[operation] = respond(operation) }
      guard !pools.isEmpty else { break }
      let stations = waits
      let change = pools.update(at: rate, reading, responses: responses) { component in
        stations[reading.primaryStation[component]]?.mean ?? 0
      }
      for station in reading.stations.indices
      where reading.stations[station].role == .own && !reading.isOnMachine[station] {
        guard let mean = pools.processorWait(of: reading.stations[station].component) else { continue }
        waits[station] = TimeShape(wait: mean, share: min(1, reading.stations[station].utilization(at: rate)))
      }
      if change < 1e-6 { break }
    }
  }

  /// Response time of an operation or journey, the wait for a worker included.
  package func response(of operation: Int) -> TimeShape {
    pools.wait(forWorkersOf: reading.system.operations[operation].component).followed(
      by: responses[operation])
  }

  /// Mean time of an operation on its own component, in seconds: waiting, service, disk and delay, without its calls.
  package mutating func ownTime(of operation: Int) -> Double {
    let component = reading.system.operations[operation].component
    guard component >= 0 else { return 0 }
    return pools.wait(forWorkersOf: component).mean + ownTime(operation).mean
  }

  /// A pool of workers or connections at the rate that was solved for.
  package struct Pool: Sendable {
    /// The component whose replicas each keep one.
    package let component: Int
    /// The store that connections lead to; nil for workers.
    package let store: Int?
    /// Workers or connections of one replica.
    package let threads: Int
    /// What is asked of it over what it could finish; at and above 1 there is no steady state.
    package let utilization: Double
    /// Mean time one is held, and the part of it on a core of the component, in seconds; infinite where what is waited
    /// for has no steady state.
    package let hold: Double
    package let processing: Double
  }

  /// The pools that can run out, workers and connections by component.
  package var heldPools: [Pool] {
    pools.pools.map { pool in
      let store: Int? = if case .connections(let store) = pool.kind { store } else { nil }
      return Pool(
        component: pool.component, store: store, threads: pool.threads,
        utilization: pool.found?.utilization ?? 0, hold: pool.hold, processing: pool.processing)
    }
  }

  private mutating func wait(at index: Int) -> TimeShape {
    if let known = waits[index] { return known }
    let station = reading.queue(at: index)
    var found = TimeShape()
    if station.visitCount > 0, station.demand > 0 {
      let units = station.unitsInUse(at: rate)
      let load = rate * station.demand / units
      let utilization = load / Double(station.serverCount)
      if utilization < 1 {
        let share = Erlang.waiting(serverCount: station.serverCount, offeredLoad: load)
        let factor = LayeredFixedPoint.waitFactor(
          station.variability, servers: station.serverCount, utilization: utilization)
        let service = station.demand / station.visitCount
        found = TimeShape(
          wait: share * factor * service / (Double(station.serverCount) - load), share: share)
      } else {
        found = TimeShape(mean: .infinity, variance: .infinity)
      }
    }
    waits[index] = found
    return found
  }

  private mutating func respond(_ operation: Int) -> TimeShape {
    let entry = reading.system.operations[operation]
    let own = entry.component >= 0 ? ownTime(operation) : TimeShape()
    guard entry.body >= 0 else { return own }
    let share = reading.passedOnShare(of: operation)
    let rest = time(ofNode: entry.body)
    return own.followed(by: share < 1 ? TimeShape.mixture([(share, rest)]) : rest)
  }

  /// Waiting, service, disk and delay of an operation on its own component.
  private mutating func ownTime(_ operation: Int) -> TimeShape {
    let entry = reading.system.operations[operation]
    let variability = max(0, reading.value(entry.variability, or: 1))
    var result = TimeShape()
    let primary = reading.primaryStation[entry.component]
    if primary >= 0 {
      result = residence(operation, at: primary, variability)
      let replica = reading.replicaStation[entry.component]
      let share = reading.primaryReadShare[entry.component]
      if replica >= 0, !entry.writes, share < 1 {
        let other = residence(operation, at: replica, variability)
        result = share > 0 ? TimeShape.mixture([(share, result), (1 - share, other)]) : other
      }
    }
    let delay = reading.value(entry.delay, or: 0) + reading.value(entry.disk, or: 0)
    return result.followed(by: Self.delay(delay, variability: variability))
  }

  private mutating func residence(
    _ operation: Int, at station: Int, _ variability: Double
  ) -> TimeShape {
    let time = reading.processingTime(of: operation) / reading.stations[station].speed
    guard time > 0 else { return TimeShape() }
    return wait(at: station).followed(by: Self.delay(time, variability: variability))
  }

  private static func delay(_ mean: Double, variability: Double = 1) -> TimeShape {
    TimeShape(mean: max(0, mean), variance: mean * mean * variability)
  }

  private func time(ofNode node: Int) -> TimeShape {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call: return time(ofCall: entry.call)
    case .sequence: return entry.children.reduce(TimeShape()) { $0.followed(by: time(ofNode: $1)) }
    case .parallel: return entry.children.reduce(TimeShape()) { $0.longer(of: time(ofNode: $1)) }
    case .choice:
      let shares = entry.children.map { max(0, reading.value(reading.system.nodes[$0].share, or: 1)) }
      let scale = max(1, shares.reduce(0, +))
      return TimeShape.mixture(zip(entry.children, shares).map { ($1 / scale, time(ofNode: $0)) })
    }
  }

  private func time(ofCall call: Int) -> TimeShape {
    let system = reading.system
    let entry = system.calls[call]
    guard entry.isSynchronous, !entry.closesCycle else { return TimeShape() }
    let (from, to) = (system.operations[entry.from].component, system.operations[entry.to].component)
    var once = responses[entry.to]
    if from != to { once = pools.wait(forWorkersOf: to).followed(by: once) }
    once = pools.wait(forConnectionOf: from, to: to).followed(by: once)
    once = Self.delay(reading.networkTime(ofCall: call)).followed(by: once)
    if let after = entry.resilience.hedgeAfter?.likely, !system.operations[entry.to].writes {
      once = once.hedged(after: after)
    }
    if entry.cacheOperation >= 0 {
      let asked = Self.delay(reading.value(system.hop, or: 0)).followed(by: responses[entry.cacheOperation])
      once = asked.followed(by: TimeShape.mixture([(1 - reading.hitRatios[call], once)]))
    }
    let copies = max(1, reading.value(entry.fanOut, or: 1).rounded())
    let all = copies > 1 ? once.longest(of: copies) : once
    let count = max(0, reading.value(entry.count, or: 1))
    return count == 1 ? all : all.repeated(mean: count, variance: Self.countVariance(count))
  }

  /// Variance of a count that is as fixed as its mean allows.
  private static func countVariance(_ mean: Double) -> Double {
    let rest = mean - mean.rounded(.down)
    return rest * (1 - rest)
  }
}
