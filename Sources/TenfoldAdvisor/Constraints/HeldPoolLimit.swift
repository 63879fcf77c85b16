import TenfoldModel
import TenfoldQueueing

/// All of a service's workers, or all connections it keeps to a store, are held: beyond that point callers queue without
/// end though cores may idle.
///
/// A worker is held while it waits for what it calls, so the slower that is, the fewer requests carry it there. Where a
/// nearly saturated CPU makes it slow, that CPU is the cause.
struct HeldPoolLimit: GrowthLimit {
  let identity: LimitIdentity
  /// The component that keeps the pool.
  let component: Int
  /// The store that its connections lead to; nil for workers.
  let store: Int?

  static func all(in reading: Reading) -> [any GrowthLimit] {
    let today = OpenNetwork(reading, rate: reading.usersNow * reading.requestsPerUser)
    return today.heldPools.map { HeldPoolLimit($0, in: reading) }
  }

  private init(_ pool: OpenNetwork.Pool, in reading: Reading) {
    component = pool.component
    store = pool.store
    let name = reading.system.components[pool.component].name
    identity =
      if let store = pool.store {
        LimitIdentity(
          family: .capacity, kind: "connection-pool",
          subject: "\(name) to \(reading.system.components[store].name)", quantity: "connections held",
          unit: "share")
      } else {
        LimitIdentity(
          family: .communication, kind: "workers", subject: name, quantity: "workers held", unit: "share")
      }
  }

  /// The pool at a number of users; nil at a position of the numbers where nobody asks for it.
  private func pool(at users: Double, in reading: Reading) -> OpenNetwork.Pool? {
    OpenNetwork(reading, rate: users * reading.requestsPerUser).heldPools
      .first { $0.component == component && $0.store == store }
  }

  func value(at users: Double, in reading: Reading) -> Double {
    pool(at: users, in: reading)?.utilization ?? 0
  }

  func limit(at users: Double, in reading: Reading) -> Double { 1 }

  /// How full a pool may be at the load it was planned for: as full as a CPU.
  var plannedShare: Double { SaturationLimit.plannedUtilization }

  func cause(at users: Double, in reading: Reading) -> String {
    busyComponent(at: users, in: reading).map { SaturationLimit.cause($0, in: reading) } ?? identity.id
  }

  /// What fills the pool: the component whose CPU is nearly saturated, else the one that keeps it.
  func bottleneck(at users: Double, in reading: Reading) -> Int {
    busyComponent(at: users, in: reading) ?? component
  }

  /// The component whose CPU is so busy that waiting for it fills the pool; nil when the pool is small by itself.
  private func busyComponent(at users: Double, in reading: Reading) -> Int? {
    let rate = users * reading.requestsPerUser
    let candidates = reading.stations.filter { awaited(in: reading).contains($0.component) }
    guard let busiest = candidates.max(by: { $0.utilization(at: rate) < $1.utilization(at: rate) }),
      busiest.utilization(at: rate) > 0.8
    else { return nil }
    return busiest.component
  }

  /// Components that a held thread may wait for, its own among them.
  private func awaited(in reading: Reading) -> Set<Int> {
    let system = reading.system
    var result: Set<Int> = [component]
    var open = store.map { [$0] } ?? [component]
    while let next = open.popLast() {
      result.insert(next)
      for operation in system.components[next].operations {
        for call in system.callsOf[operation] where system.calls[call].isSynchronous {
          let to = system.operations[system.calls[call].to].component
          if !result.contains(to) { open.append(to) }
        }
      }
    }
    return result
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let rate = users * reading.requestsPerUser
    guard let pool = pool(at: users, in: reading) else { return "nobody asks for it" }
    let what = store == nil ? "worker" : "connection"
    let replicas = reading.replicas(of: component).maximum
    let each = replicas > 1 ? " on each of \(QuantityText.count(replicas, "replica"))" : ""
    guard pool.hold.isFinite else {
      return "what the \(what)s wait for cannot keep up with \(QuantityText.rate(rate)), so all are held"
    }
    let held = "a request holds a \(what) for \(QuantityText.duration(pool.hold))"
    let atWork = store == nil ? ", \(QuantityText.duration(pool.processing)) of it at work" : ""
    return "\(held)\(atWork); \(QuantityText.rate(rate)) keep all "
      + "\(QuantityText.count(Double(pool.threads))) \(what)s\(each) held"
  }
}
