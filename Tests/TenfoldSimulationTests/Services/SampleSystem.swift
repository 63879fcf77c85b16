import Dispatch
import TenfoldModel

@testable import TenfoldSimulation

/// As many threads as the machine likes.
func manyThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  DispatchQueue.concurrentPerform(iterations: count, execute: body)
}

/// Small systems whose behaviour has a formula.
enum SampleSystem {
  /// No time on the network, so that formulas need none.
  static let conventions = LoweringConventions(
    hop: .stated(0), crossRegion: .stated(0.1), applyTime: .stated(0.006), serviceGrowth: .stated(0),
    commonCause: .stated(0))

  /// A service of one operation.
  static func service(
    _ name: String, cpu: Double = 0, scv: Double = 1, cores: Double = 1, replicas: Double = 1,
    workers: Double? = nil, _ steps: [Step] = []
  ) -> Component {
    Component(
      name: name, kind: .service, resources: Resources(cpu: .stated(cores)),
      scaling: Scaling(replicas: .stated(replicas)), workers: workers.map { .stated($0) },
      operations: [
        Operation(name: "run", demand: Demand(cpu: .stated(cpu), variability: .stated(scv)), steps: steps)
      ])
  }

  /// Something outside that takes a time.
  static func external(_ name: String, delay: Double, scv: Double = 1) -> Component {
    Component(
      name: name, kind: .external,
      operations: [
        Operation(name: "run", demand: Demand(delay: .stated(delay), variability: .stated(scv)))
      ])
  }

  /// A system whose requests call its first component.
  static func system(
    _ components: [Component], rate: Double = 1, resilience: Resilience = Resilience()
  ) -> System {
    let call = Call(component: components[0].name, resilience: resilience)
    return System(
      name: "sample",
      workload: Workload(arrivalRate: .stated(rate), journeys: [Journey(name: "request", calls: [call])]),
      components: components)
  }

  /// Runs a system.
  static func run(
    _ system: System, duration: Double, seed: UInt64 = 1,
    _ change: (inout SystemSimulationOptions) -> Void = { _ in }
  ) throws -> SimulationReport {
    var options = SystemSimulationOptions(length: .init(duration: duration, seed: seed))
    change(&options)
    return try SystemSimulation.run(
      system, lowered: Lowering.lower(system, conventions: conventions), options: options)
  }
}

extension SimulationReport {
  /// The only journey.
  var journey: Journey { journeys[0] }
  /// The component of a name.
  func component(_ name: String) -> Component { components.first { $0.name == name }! }
}
