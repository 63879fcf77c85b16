import TenfoldModel
import TenfoldQueueing

/// Too many requests have their effect twice: an attempt whose answer came too late was done nevertheless, and repeated.
///
/// Only of operations that are said not to be idempotent. What repeated attempts add to the load is left out here; the
/// solver has it.
struct DuplicateEffectsLimit: GrowthLimit {
  let identity: LimitIdentity
  private let allowance: FailureAllowance
  /// Calls with a timeout and retries, and that timeout in seconds.
  private let calls: [(call: Int, timeout: Double)]
  /// Operations on the way to the answers, callers first.
  private let path: [Int]

  static func all(objectives: Objectives, in reading: Reading) -> [any GrowthLimit] {
    let system = reading.system
    let repeated = system.calls.indices.filter {
      let call = system.calls[$0]
      return system.operations[call.to].repeatsHarm && call.isSynchronous && reading.callVisits[$0] > 0
        && call.resilience.timeout != nil && call.resilience.retryLimit?.likely ?? 0 > 0
    }
    let allowance = FailureAllowance(objectives: objectives, in: reading)
    let targets = Dictionary(grouping: repeated, by: reading.target)
    return targets.sorted { $0.key < $1.key }.map {
      DuplicateEffectsLimit($0.key, calls: $0.value, allowance: allowance, in: reading)
    }
  }

  private init(_ component: Int, calls: [Int], allowance: FailureAllowance, in reading: Reading) {
    let system = reading.system
    self.allowance = allowance
    self.calls = calls.map { ($0, system.calls[$0].resilience.timeout?.likely ?? .infinity) }
    let needed = Set(calls.flatMap { LatencyLimit.responsePath(from: system.calls[$0].to, in: system) })
    path = system.order.filter(needed.contains)
    identity = LimitIdentity(
      family: .consistency, kind: "duplicate-effects", subject: system.components[component].name,
      quantity: "requests done twice", unit: "share")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let network = OpenNetwork(reading, rate: users * reading.requestsPerUser, needed: path)
    return calls.reduce(0) { sum, entry in
      let inTime = network.response(of: reading.system.calls[entry.call].to).cumulative(entry.timeout)
      return sum + reading.callVisits[entry.call] * (1 - inTime)
    }
  }

  func limit(at users: Double, in reading: Reading) -> Double { allowance.share(at: users) }

  func explanation(at users: Double, in reading: Reading) -> String {
    let users = max(users, reading.usersNow)
    let timeout = calls.map(\.timeout).min() ?? 0
    return
      "after \(QuantityText.duration(timeout)) \(identity.subject) is asked again though the first attempt is done later, "
      + "in \(QuantityText.share(value(at: users, in: reading))) of the requests, \(allowance.text(at: users))"
  }
}
