import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing

/// A change of a system that may push a limit away.
///
/// What it buys is never stated here: the changed system is read again, with all its limits.
protocol Remedy: Sendable {
  /// The stable id, as in the catalogue's figures.
  var id: String { get }
  /// The changes worth trying against the limit at hand, or why there are none.
  func proposals(in situation: Situation) -> [Proposal]
  /// What it takes when it is applied to `subject`, a component or nil for a process.
  func figures(for subject: Component?, in system: System) -> RemedyFigures?
}

extension Remedy {
  func figures(for subject: Component?, in system: System) -> RemedyFigures? {
    Catalog.remedy(id, for: subject?.kind)
  }
}

/// A remedy applied to one subject.
enum Proposal: Sendable {
  /// The system as it would be, what was done in a few words with numbers, and the number it replaces, if it
  /// replaces one.
  case change(subject: String, action: String, insteadOf: String? = nil, system: System)
  /// The precondition that does not hold, in a sentence with a number.
  case refused(subject: String, reason: String)
}

/// A system before a limit, and what a remedy may want to know of it.
struct Situation: Sendable {
  /// The completed system.
  let system: System
  /// Its limits.
  let limits: LimitSet
  /// The limit to push away.
  let target: any GrowthLimit
  /// Users at which it breaks.
  let breakingUsers: Double
  /// Users the plan should carry.
  let goalUsers: Double

  /// The numbers at their likely values.
  var reading: Reading { limits.likely }
  /// Requests per second at the goal.
  var goalRate: Double { goalUsers * reading.requestsPerUser }
  /// The kind of the limit.
  var kind: String { target.identity.kind }

  /// The component that the limit is about or that causes it, as an index.
  var bottleneck: Int? {
    switch target {
    case let limit as LatencyLimit:
      limit.bottleneck(at: breakingUsers, in: reading)
    case let limit as AvailabilityLimit: limit.weakest(at: breakingUsers, in: reading)
    case let limit as HeldPoolLimit: limit.bottleneck(at: breakingUsers, in: reading)
    case let limit as StampedeLimit: limit.store
    case let limit as MachineLimit: limit.busiest(in: reading)
    default: componentOfSubject
    }
  }

  private var componentOfSubject: Int? {
    let subject = target.identity.subject
    return reading.system.componentIndex(subject)
      ?? (subject.hasSuffix(" replicas") ? reading.system.componentIndex(String(subject.dropLast(9))) : nil)
  }

  /// True when the limit is about a resource of its bottleneck being used up.
  var isAboutLoad: Bool {
    ["saturation", "machine", "latency", "bandwidth", "workers", "connection-pool", "stampede"].contains(kind)
  }

  /// Replicas that a component needs at the goal so that neither cores nor workers are busier than `utilization`.
  func replicasNeeded(of index: Int, at utilization: Double) -> Double {
    let station = reading.stations[reading.primaryStation[index]]
    let forCores = goalRate * station.demand / (Double(station.serverCount) * utilization)
    guard let limit = target as? HeldPoolLimit, limit.component == index else { return forCores.rounded(.up) }
    // Threads are held as long at the goal as where they run out, where what they wait for is made to keep up.
    let forThreads = station.maximumUnits * goalUsers / breakingUsers / utilization
    return max(forCores, forThreads).rounded(.up)
  }

  /// Components without state that would be busier than `utilization` at the goal, the bottleneck first.
  func busyStateless(beyond utilization: Double) -> [Int] {
    guard let bottleneck else { return [] }
    let others = reading.stations.indices.compactMap { index -> Int? in
      let station = reading.stations[index]
      let kind = reading.system.components[station.component].kind
      guard station.role == .own, kind == .service || kind == .gateway else { return nil }
      return station.utilization(at: goalRate) > utilization ? station.component : nil
    }
    return [bottleneck] + others.filter { $0 != bottleneck }
  }

  /// ` and of 6 others`, for a move that changes several components.
  static func others(_ count: Int) -> String {
    count == 0 ? "" : " and " + QuantityText.count(Double(count), "other")
  }

  /// The component of an index.
  func component(_ index: Int) -> Component { system.components[index] }

  /// Utilization of a component's busiest station now.
  func utilizationNow(of index: Int) -> Double {
    utilization(of: index, at: reading.usersNow * reading.requestsPerUser)
  }

  /// Utilization of a component's busiest station at a rate.
  func utilization(of index: Int, at rate: Double) -> Double {
    let stations = [reading.primaryStation[index], reading.replicaStation[index]].filter { $0 >= 0 }
    return stations.map { reading.stations[$0].utilization(at: rate) }.max() ?? 0
  }

  /// True for a component without state that runs several replicas and may run as many as the goal needs.
  func isMultiplied(_ index: Int) -> Bool {
    guard !reading.system.components[index].isStateful, reading.primaryStation[index] >= 0 else {
      return false
    }
    return reading.replicas(of: index).now >= 2
      && replicasNeeded(of: index, at: SaturationLimit.plannedUtilization) <= StatelessHorizontal.most
  }

  /// The system with one component changed.
  func changing(_ index: Int, _ change: (inout Component) -> Void) -> System {
    var system = system
    change(&system.components[index])
    return system
  }

  /// Components that call another.
  func callers(of name: String) -> [String] {
    system.components.filter { component in
      component.operations.contains { $0.steps.contains { $0.calls(name) } }
    }.map(\.name)
  }
}

extension Step {
  /// Every call of the step and of those inside it.
  var allCalls: [Call] {
    switch self {
    case .call(let call): [call]
    case .parallel(let steps): steps.flatMap(\.allCalls)
    case .choice(let branches): branches.flatMap { $0.steps.flatMap(\.allCalls) }
    }
  }

  /// True when the step or one inside it calls a component.
  func calls(_ component: String) -> Bool { allCalls.contains { $0.component == component } }
}

extension Quantity {
  /// A number that a plan sets.
  static func planned(_ value: Double) -> Quantity {
    Quantity(value, .derived(law: "set by the plan", basis: .stated))
  }
}
