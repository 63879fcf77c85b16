import TenfoldModel
import TenfoldQueueing

/// The 99th percentile of a journey's response time exceeds what is promised.
///
/// Where queueing before a nearly saturated station causes it, the family is capacity; where the chain of calls
/// itself is too long, communication.
struct LatencyLimit: GrowthLimit {
  private(set) var identity: LimitIdentity
  private let journey: Int
  private let promise: Double
  private let isDefault: Bool
  /// Operations on the response path, callers first.
  private let path: [Int]
  private let stations: [Int]

  init(journey: Int, objectives: Objectives, in reading: Reading) {
    let operation = reading.system.journeys[journey].operation
    let name = reading.system.operations[operation].name
    let stated = objectives.promise(for: name).p99
    self.journey = operation
    promise = stated?.likely ?? DefaultObjectives.p99
    isDefault = stated == nil
    path = Self.responsePath(from: operation, in: reading.system)
    stations = Self.stations(of: path, in: reading)
    identity = LimitIdentity(
      family: .communication, kind: "latency", subject: name, quantity: "p99", unit: "s")
    let users = breakingUsers(in: reading)
    if users.isFinite, busyComponent(at: users, in: reading) != nil { identity.family = .capacity }
  }

  /// The component whose CPU is so busy that queueing before it decides; nil when the chain of calls does.
  private func busyComponent(at users: Double, in reading: Reading) -> Int? {
    guard let busiest = busiestStation(at: users, in: reading),
      reading.queue(at: busiest).utilization(at: users * reading.requestsPerUser) > 0.8
    else { return nil }
    return reading.queue(at: busiest).component
  }

  func isConvention(in system: LoweredSystem) -> Bool { isDefault && identity.family == .communication }

  func cause(at users: Double, in reading: Reading) -> String {
    busyComponent(at: users, in: reading).map { SaturationLimit.cause($0, in: reading) } ?? identity.id
  }

  func value(at users: Double, in reading: Reading) -> Double {
    response(at: users, in: reading).quantile(0.99)
  }

  private func response(at users: Double, in reading: Reading) -> TimeShape {
    OpenNetwork(reading, rate: users * reading.requestsPerUser, needed: path).response(of: journey)
  }

  private func isKept(at users: Double, in reading: Reading) -> Bool {
    response(at: users, in: reading).staysBelow(promise, forShare: 0.99)
  }

  func limit(at users: Double, in reading: Reading) -> Double { promise }

  /// Bisects the share of the load at which the first station on the path saturates.
  func breakingUsers(in reading: Reading) -> Double {
    let rate = stations.reduce(Double.infinity) { min($0, reading.queue(at: $1).saturationRate) }
    let most = min(rate / reading.requestsPerUser, GrowthSearch.mostUsers)
    if !isKept(at: 1, in: reading) { return 1 }
    if most >= GrowthSearch.mostUsers, isKept(at: most, in: reading) { return .infinity }
    var (low, high) = (0.0, 1.0)
    while high - low > 0.0005 * high {
      let middle = low < 0.9 ? (low + high) / 2 : 1 - ((1 - low) * (1 - high)).squareRoot()
      if middle <= low || middle >= high { break }
      if isKept(at: middle * most, in: reading) { low = middle } else { high = middle }
      if 1 - low < 1e-4 { break }
    }
    return max(1, high * most)
  }

  /// What makes the journey late: the component whose CPU is nearly saturated, else the one where a request spends most
  /// of its time.
  func bottleneck(at users: Double, in reading: Reading) -> Int? {
    busyComponent(at: users, in: reading) ?? slowest(at: users, in: reading)?.component
  }

  private func busiestStation(at users: Double, in reading: Reading) -> Int? {
    let rate = users * reading.requestsPerUser
    return stations.max {
      reading.queue(at: $0).utilization(at: rate) < reading.queue(at: $1).utilization(at: rate)
    }
  }

  /// The component on the path where a request spends most time, calls apart, and that time in seconds.
  private func slowest(at users: Double, in reading: Reading) -> (component: Int, time: Double)? {
    let system = reading.system
    var network = OpenNetwork(reading, rate: users * reading.requestsPerUser, needed: path)
    var executions = [Double](repeating: 0, count: system.operations.count)
    var times = [Double](repeating: 0, count: system.components.count)
    executions[journey] = 1
    for operation in system.order where executions[operation] > 0 {
      let component = system.operations[operation].component
      if component >= 0 { times[component] += executions[operation] * network.ownTime(of: operation) }
      for call in system.callsOf[operation] {
        let entry = system.calls[call]
        guard entry.isSynchronous, !entry.closesCycle else { continue }
        // Copies that run at once take the time of one.
        let fanOut = max(1, reading.value(entry.fanOut, or: 1))
        executions[entry.to] += executions[operation] * reading.weight(of: call) / fanOut
      }
    }
    guard let slowest = times.indices.max(by: { times[$0] < times[$1] }), times[slowest] > 0 else {
      return nil
    }
    return (slowest, times[slowest])
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let rate = users * reading.requestsPerUser
    let promised = "\(QuantityText.duration(promise))\(isDefault ? " (assumed objective)" : "")"
    let when = users <= 1 ? "at any load" : "at \(QuantityText.rate(rate))"
    if busyComponent(at: users, in: reading) != nil, let busiest = busiestStation(at: users, in: reading) {
      let entry = reading.queue(at: busiest)
      return
        "p99 exceeds \(promised) \(when), where \(SaturationLimit.processor(of: entry.component, in: reading)) is "
        + "\(QuantityText.share(min(1, entry.utilization(at: rate)))) busy"
    }
    guard let slowest = slowest(at: users, in: reading) else { return "p99 exceeds \(promised) \(when)" }
    return "p99 exceeds \(promised) \(when); a request spends most of its time, "
      + "\(QuantityText.duration(slowest.time)) in the mean, at \(reading.system.components[slowest.component].name)"
  }

  /// Operations that a journey waits for, callers first.
  static func responsePath(from root: Int, in system: LoweredSystem) -> [Int] {
    var isOnPath = [Bool](repeating: false, count: system.operations.count)
    isOnPath[root] = true
    var path: [Int] = []
    for operation in system.order where isOnPath[operation] {
      path.append(operation)
      for call in system.callsOf[operation] {
        let entry = system.calls[call]
        guard entry.isSynchronous, !entry.closesCycle else { continue }
        isOnPath[entry.to] = true
        if entry.cacheOperation >= 0 { isOnPath[entry.cacheOperation] = true }
      }
    }
    // A cache's operation may stand before its askers in the order.
    for operation in system.order where isOnPath[operation] && !path.contains(operation) {
      path.append(operation)
    }
    return path
  }

  private static func stations(of path: [Int], in reading: Reading) -> [Int] {
    var result: Set<Int> = []
    for operation in path {
      let component = reading.system.operations[operation].component
      guard component >= 0 else { continue }
      let writes = reading.system.operations[operation].writes
      let (primary, replica) = (reading.primaryStation[component], reading.replicaStation[component])
      if primary >= 0, replica < 0 || writes || reading.primaryReadShare[component] > 0 {
        result.insert(primary)
      }
      if replica >= 0, !writes { result.insert(replica) }
    }
    return result.sorted()
  }
}
