package import TenfoldModel

/// Makes a system say something absurd: a number out of all bounds, a call that leads nowhere, a circle of calls.
package struct SystemSpoiling: Sendable {
  private var random: SeededRandom

  /// Begins the sequence of a seed.
  package init(seed: Int) { random = SeededRandom(seed &* 31 &+ 7) }

  /// The system with one to three things spoiled.
  package mutating func spoiled(_ system: System) -> System {
    var system = system
    guard !system.components.isEmpty else { return system }
    for _ in 0..<random.whole(1...3) {
      let index = random.whole(0...system.components.count - 1)
      switch random.whole(0...9) {
      case 0: system.workload.arrivalRate = number()
      case 1: system.components[index].resources.cpu = number()
      case 2: spoilScaling(&system.components[index])
      case 3: spoilState(&system.components[index])
      case 4: system.components[index].workers = number()
      case 5: system.components[index].policy = GatewayPolicy(rateLimit: number())
      case 6, 7: spoilCall(&system, of: index)
      default: spoilDemand(&system.components[index])
      }
    }
    return system
  }

  /// A number that nobody means.
  private mutating func number() -> Quantity {
    .stated(random.element(of: [-1, 0, 1e-300, 1e-9, 0.3, 1, 2.5, 1e4, 1e7, 3e9, 1e18, 1e300]))
  }

  private mutating func spoilDemand(_ component: inout Component) {
    guard !component.operations.isEmpty else { return }
    let operation = random.whole(0...component.operations.count - 1)
    switch random.whole(0...3) {
    case 0: component.operations[operation].demand.cpu = number()
    case 1: component.operations[operation].demand.delay = number()
    case 2: component.operations[operation].demand.disk = number()
    default: component.operations[operation].demand.variability = number()
    }
  }

  private mutating func spoilScaling(_ component: inout Component) {
    component.scaling.replicas = random.chance(0.5) ? number() : component.scaling.replicas
    guard random.chance(0.6) else { return }
    component.scaling.autoscaler = Autoscaler(
      maximum: number(), metric: "cpu", target: random.chance(0.5) ? number() : .stated(0.6),
      startTime: random.chance(0.5) ? number() : nil, interval: random.chance(0.5) ? number() : nil,
      stabilization: random.chance(0.5) ? number() : nil)
  }

  private mutating func spoilState(_ component: inout Component) {
    guard component.state != nil else { return }
    switch random.whole(0...3) {
    case 0: component.state?.sharding = Sharding(count: number(), hottestShare: number())
    case 1: component.state?.replication = Replication(replicas: number())
    case 2: component.state?.hitRatio = number()
    default:
      for name in component.state?.connectionsPerReplica.keys.sorted() ?? [] {
        component.state?.connectionsPerReplica[name] = number()
      }
    }
  }

  private mutating func spoilCall(_ system: inout System, of index: Int) {
    let operations = system.components[index].operations
    guard !operations.isEmpty else { return }
    let operation = random.whole(0...operations.count - 1)
    var call = operations[operation].steps.lazy.flatMap(\.calls).first ?? Call(component: "nowhere")
    switch random.whole(0...6) {
    case 0: call.component = "nowhere"
    case 1: call.operation = "nothing"
    // Whatever calls this one is called by it.
    case 2: call.component = random.element(of: system.components.map(\.name))
    case 3: call.count = number()
    case 4: call.fanOut = number()
    case 5: call.cachedIn = random.element(of: system.components.map(\.name))
    default:
      call.resilience = Resilience(
        timeout: number(), retryLimit: number(), retryBudget: random.chance(0.5) ? number() : nil,
        backoff: random.chance(0.5) ? number() : nil,
        breakerThreshold: random.chance(0.5) ? number() : nil,
        hedgeAfter: random.chance(0.5) ? number() : nil)
    }
    system.components[index].operations[operation].steps.append(.call(call))
  }
}
