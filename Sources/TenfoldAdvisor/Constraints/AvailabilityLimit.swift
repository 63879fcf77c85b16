import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing

/// Too many requests of a journey fail: everything on its synchronous path must work at once.
///
/// A component loses what its working replicas do not carry, and more when a fault waits for someone to notice,
/// find and repair it, and while a harmful change is live. Capacity is taken to keep up, so that replicas are no busier than
/// planned: what a busy CPU loses is the saturation limit's matter and would hide what the chain of calls loses.
struct AvailabilityLimit: GrowthLimit {
  let identity: LimitIdentity
  private let journey: Int
  private let promise: Double?

  private static var faultImpact: Double { Catalog.required("observation impact").likely }
  private static var changeImpact: Double { Catalog.required("delivery impact").likely }

  init(journey: Int, objectives: Objectives, in reading: Reading) {
    let name = reading.system.operations[reading.system.journeys[journey].operation].name
    self.journey = journey
    promise = objectives.promise(for: name).availability.map { 1 - $0.likely }
    identity = LimitIdentity(
      family: .communication, kind: "availability", subject: name, quantity: "failed requests", unit: "share")
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let reach = reading.requiredReach(ofJourney: journey)
    return 1 - Self.working(at: users, reach: reach, in: reading)
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    promise ?? DefaultObjectives.unavailability(at: users)
  }

  func isConvention(in system: LoweredSystem) -> Bool {
    guard promise == nil else { return false }
    let observation = system.observation
    let times = [
      observation.detectionTime, observation.diagnosisTime, observation.repairTime, observation.faults,
    ]
    return !times.contains { system.isKnown($0) }
      && !system.components.contains { system.isKnown($0.faults) || system.isKnown($0.availability) }
  }

  /// The reach does not depend on the load, so it is found once for the whole search.
  func breakingUsers(in reading: Reading) -> Double {
    let reach = reading.requiredReach(ofJourney: journey)
    return GrowthSearch.firstViolation {
      1 - Self.working(at: $0, reach: reach, in: reading) > limit(at: $0, in: reading)
    }
  }

  private static func working(at users: Double, reach: [Double], in reading: Reading) -> Double {
    var works = 1.0
    for component in reach.indices where reach[component] > 0 {
      works *= 1 - reach[component] * unavailability(of: component, at: users, in: reading)
    }
    return works
  }

  /// Share of the requests to a component that fail at a number of users.
  static func unavailability(of component: Int, at users: Double, in reading: Reading) -> Double {
    let kind = reading.system.components[component].kind
    let hardware = reading.lostShare(
      of: component, at: users * reading.requestsPerUser, busiest: SaturationLimit.plannedUtilization)
    guard kind != .external else { return hardware }
    let observation = reading.system.observation
    let toEnd =
      reading.value(observation.detectionTime, or: 0) + reading.value(observation.diagnosisTime, or: 0)
      + reading.value(observation.repairTime, or: 0)
    let faults =
      reading.value(reading.system.components[component].faults, or: reading.value(observation.faults, or: 0))
      * (1 - reading.value(observation.healedShare, or: 0)) * toEnd
      / ProductGrowth.year * faultImpact
    let own = kind == .service || kind == .gateway
    return min(1, hardware + faults + (own ? changeDamage(in: reading) : 0))
  }

  /// Share of a service's requests that harmful changes of it spoil.
  static func changeDamage(in reading: Reading) -> Double {
    let delivery = reading.system.delivery
    let live =
      reading.value(reading.system.observation.detectionTime, or: 0)
      + reading.value(delivery.rollbackTime, or: 0)
    return reading.value(delivery.changes, or: 1) * reading.value(delivery.failureShare, or: 0)
      * reading.value(delivery.exposedShare, or: 1) * changeImpact * live / ProductGrowth.week
  }

  /// The component on the path whose failures cost most.
  func weakest(at users: Double, in reading: Reading) -> Int? {
    let reach = reading.requiredReach(ofJourney: journey)
    return reach.indices.filter { reach[$0] > 0 }.max {
      reach[$0] * Self.unavailability(of: $0, at: users, in: reading)
        < reach[$1] * Self.unavailability(of: $1, at: users, in: reading)
    }
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    // Where it is violated today, today's promise is what people know.
    let users = max(users, reading.usersNow)
    let reach = reading.requiredReach(ofJourney: journey)
    let needed = reach.filter { $0 > 0.005 }.count
    let promised = QuantityText.share(1 - limit(at: users, in: reading))
    let reached = QuantityText.share(1 - value(at: users, in: reading))
    let basis = promise == nil ? " (assumed for this scale)" : ""
    let weak = weakest(at: users, in: reading).map {
      "; \(reading.system.components[$0].name) costs most, "
        + QuantityText.share(reach[$0] * Self.unavailability(of: $0, at: users, in: reading))
    }
    // At the load where it breaks both are the same.
    let outcome =
      reached == promised
      ? "no more than the \(promised) promised\(basis)" : "\(reached) where \(promised)\(basis) is promised"
    let parts = needed > 1 ? "\(needed) parts at once, which give" : "one part, which gives"
    return "a request needs \(parts) \(outcome)\(weak ?? "")"
  }
}
