import TenfoldModel
import TenfoldSimulation

/// Figures side by side: what is expected, what was simulated, and whether they agree.
struct Table {
  private var rows: [[String]] = []
  private(set) var outside = 0

  /// Begins a table.
  mutating func title(_ text: String) { rows.append(["", text]) }

  /// A figure that must lie within an absolute tolerance.
  mutating func add(_ what: String, expected: Double, _ found: Double, within tolerance: Double) {
    let agrees = abs(found - expected) <= tolerance
    if !agrees { outside += 1 }
    rows.append([
      what, QuantityText.number(expected), QuantityText.number(found), "±\(QuantityText.number(tolerance))",
      agrees ? "" : "OUTSIDE",
    ])
  }

  /// A figure that must lie within a share of what is expected.
  mutating func add(_ what: String, expected: Double, _ found: Double, share: Double) {
    add(what, expected: expected, found, within: share * abs(expected))
  }

  /// A figure that is known exactly and must lie in the simulator's own interval.
  mutating func add(_ what: String, exact: Double, _ found: ConfidenceInterval) {
    add(what, expected: exact, found.estimate, within: found.halfWidth)
  }

  func print() {
    for row in rows {
      if row[0].isEmpty {
        Swift.print("\n\(row[1])\n\(pad("", 54))\(pad("expected", 12))\(pad("simulated", 12))tolerance")
        continue
      }
      Swift.print(pad(row[0], 54) + pad(row[1], 12) + pad(row[2], 12) + pad(row[3], 10) + row[4])
    }
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

/// The numbers of the network that a system does not state: none of it takes time here.
let noNetwork = LoweringConventions(
  hop: .stated(0), crossRegion: .stated(0), applyTime: .stated(0), serviceGrowth: .stated(0),
  commonCause: .stated(0))

/// A service of one operation.
func service(
  _ name: String, cpu: Double = 0, cores: Double = 1, replicas: Double = 1, workers: Double? = nil,
  _ steps: [Step] = []
) -> Component {
  Component(
    name: name, kind: .service, resources: Resources(cpu: .stated(cores)),
    scaling: Scaling(replicas: .stated(replicas)), workers: workers.map { .stated($0) },
    operations: [
      Operation(name: "run", demand: Demand(cpu: .stated(cpu), variability: .stated(1)), steps: steps)
    ])
}

/// A system whose journeys each call one component.
func system(
  _ components: [Component], rate: Double = 1, journeys: [(String, Double)]? = nil,
  resilience: Resilience = Resilience()
) -> System {
  let entries = journeys ?? [(components[0].name, 1)]
  return System(
    name: "validation",
    workload: Workload(
      arrivalRate: .stated(rate),
      journeys: entries.map { name, share in
        Journey(
          name: name, share: .stated(share), calls: [Call(component: name, resilience: resilience)])
      }),
    components: components)
}

/// Runs a system.
func simulate(
  _ system: System, duration: Double, runs: Int = 4,
  _ change: (inout SystemSimulationOptions) -> Void = { _ in }
) throws -> SimulationReport {
  var options = SystemSimulationOptions(length: .init(duration: duration, runs: runs))
  change(&options)
  return try SystemSimulation.run(
    system, lowered: Lowering.lower(system, conventions: noNetwork), options: options)
}
