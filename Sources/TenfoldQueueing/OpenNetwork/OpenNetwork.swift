package import TenfoldModel

/// An open network of stations at one rate of requests: how busy they are and how long operations take.
///
/// Assumes Poisson arrivals at every station and independence between them; every machine is a queue of its
/// own, fed at random. Exact for a network of exponential single servers (Jackson), an approximation beyond.
///
/// **Source.** Jackson, Operations Research 5(4), 1957; several servers as in ``MultiServerQueue``.
package struct OpenNetwork: Sendable {
  private let reading: Reading
  /// Requests per second to the system.
  package let rate: Double
  /// Waiting time at each station: mean and variance.
  private var waits: [ResponseMoments]
  /// Response time of each operation.
  private var responses: [ResponseMoments]

  /// Solves `reading` at `rate` requests per second for the operations among `needed`, callers first.
  ///
  /// - Parameter needed: Operations whose response is asked for, in calling order; all when nil.
  package init(_ reading: Reading, rate: Double, needed: [Int]? = nil) {
    self.reading = reading
    self.rate = rate
    waits = [ResponseMoments](repeating: ResponseMoments(mean: -1), count: reading.stations.count)
    responses = [ResponseMoments](repeating: ResponseMoments(), count: reading.system.operations.count)
    for operation in (needed ?? reading.system.order).reversed() {
      responses[operation] = respond(operation)
    }
  }

  /// Response time of an operation or journey.
  package func response(of operation: Int) -> ResponseMoments { responses[operation] }

  private mutating func wait(at index: Int) -> ResponseMoments {
    if waits[index].mean >= 0 { return waits[index] }
    let station = reading.stations[index]
    guard station.visitCount > 0, station.demand > 0 else {
      waits[index] = ResponseMoments()
      return waits[index]
    }
    let service = station.demand / station.visitCount
    let variability = max(0, station.secondMoment / station.visitCount / (service * service) - 1)
    let queue = MultiServerQueue(
      arrivalRate: rate * station.visitCount / station.unitsInUse(at: rate), serviceTime: service,
      serverCount: station.serverCount, variability: variability)
    let mean = queue.waitingTime
    waits[index] =
      mean.isFinite
      ? ResponseMoments(mean: mean, variance: max(0, queue.waitingSecondMoment - mean * mean))
      : ResponseMoments(mean: .infinity, variance: .infinity)
    return waits[index]
  }

  private mutating func respond(_ operation: Int) -> ResponseMoments {
    let entry = reading.system.operations[operation]
    var result = entry.component >= 0 ? ownTime(operation) : ResponseMoments()
    if entry.body >= 0 {
      let rest = time(ofNode: entry.body).taken(withProbability: reading.passedOnShare(of: operation))
      result = result.followed(by: rest)
    }
    return result
  }

  /// Waiting, service, disk and delay of an operation on its own component.
  private mutating func ownTime(_ operation: Int) -> ResponseMoments {
    let entry = reading.system.operations[operation]
    let variability = reading.value(entry.variability, or: 1)
    var result = ResponseMoments()
    let primary = reading.primaryStation[entry.component]
    if primary >= 0 {
      result = residence(operation, at: primary, variability)
      let replica = reading.replicaStation[entry.component]
      if replica >= 0, !entry.writes {
        let share = reading.primaryReadShare[entry.component]
        let other = residence(operation, at: replica, variability)
        let here = result.taken(withProbability: share)
        let there = other.taken(withProbability: 1 - share)
        // A mixture: second moments add with the shares.
        let mean = here.mean + there.mean
        let second =
          share * (result.variance + result.mean * result.mean)
          + (1 - share) * (other.variance + other.mean * other.mean)
        result =
          share <= 0
          ? other : share >= 1 ? result : ResponseMoments(mean: mean, variance: second - mean * mean)
      }
    }
    let delay = reading.value(entry.delay, or: 0) + reading.value(entry.disk, or: 0)
    return result.followed(by: ResponseMoments(mean: delay, variance: delay * delay * variability))
  }

  private mutating func residence(
    _ operation: Int, at station: Int, _ variability: Double
  ) -> ResponseMoments {
    let entry = reading.system.operations[operation]
    let time = reading.value(entry.cpu, or: 0) / reading.stations[station].speed
    return wait(at: station).followed(by: ResponseMoments(mean: time, variance: time * time * variability))
  }

  private func time(ofNode node: Int) -> ResponseMoments {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call: return time(ofCall: entry.call)
    case .sequence:
      return entry.children.reduce(ResponseMoments()) { $0.followed(by: time(ofNode: $1)) }
    case .parallel:
      return entry.children.reduce(ResponseMoments()) { $0.longer(of: time(ofNode: $1)) }
    case .choice:
      var mean = 0.0
      var second = 0.0
      for child in entry.children {
        let share = reading.value(reading.system.nodes[child].share, or: 1)
        guard share > 0 else { continue }
        let branch = time(ofNode: child)
        mean += share * branch.mean
        second += share * (branch.variance + branch.mean * branch.mean)
      }
      guard mean.isFinite else { return ResponseMoments(mean: .infinity, variance: .infinity) }
      return ResponseMoments(mean: mean, variance: max(0, second - mean * mean))
    }
  }

  private func time(ofCall call: Int) -> ResponseMoments {
    let system = reading.system
    let entry = system.calls[call]
    guard entry.isSynchronous, !entry.closesCycle else { return ResponseMoments() }
    let fromComponent = system.operations[entry.from].component
    let isInside = fromComponent == system.operations[entry.to].component
    var hop = fromComponent >= 0 && !isInside ? reading.value(system.hop, or: 0) : 0
    let target = system.components[system.operations[entry.to].component]
    if fromComponent >= 0, !isInside, target.kind == .service || target.kind == .gateway {
      let enrolled = reading.value(system.meshEnrolled, or: 1)
      hop += 2 * reading.value(system.meshDelay, or: 0) * enrolled
    }
    if target.kind == .store, system.operations[entry.to].writes,
      target.replicationMode != .asynchronous, reading.copies(of: system.operations[entry.to].component) > 0
    {
      // The write is done when another copy has it: within the region one more hop, else the way there.
      hop += reading.value(system.regionCount > 1 ? system.crossRegion : system.hop, or: 0)
    }
    var once = responses[entry.to].followed(by: ResponseMoments(mean: hop, variance: hop * hop))
    if entry.cacheOperation >= 0 {
      let hit = reading.hitRatios[call]
      let network = reading.value(system.hop, or: 0)
      let asked = responses[entry.cacheOperation].followed(
        by: ResponseMoments(mean: network, variance: network * network))
      once = asked.followed(by: once.taken(withProbability: 1 - hit))
    }
    let copies = reading.value(entry.fanOut, or: 1).rounded()
    return once.longest(of: copies).repeated(reading.value(entry.count, or: 1))
  }
}
