public import TenfoldModel

/// One part in `factor` of a system, in which every replica is as busy as in the whole.
///
/// Of every kind of unit (replicas, shards, partitions) about one in `factor` is kept, and one in `factor` requests.
/// Where the balancer chooses at random, replicas are queues of their own, each fed by a Poisson process, so that a kept
/// replica sees what it would see in the whole: no times are stretched, and nothing is lost by dividing.
///
/// Units do not divide evenly: of 3 replicas at least one is kept, which would be idle with a hundredth of the requests.
/// What is missing to its load comes as *background*: executions of the same operations, without their calls, that come
/// from users at the rate of what was left out, with the timeouts and retries of the calls that they stand for. They are
/// counted at the component and in no journey.
///
/// What is one queue for all units (consumers of a topic, replicas behind a balancer that looks for a free one) waits
/// longer with fewer servers at the same utilization; ``deviations`` tells by how much.
public struct ScaledModel: Sendable {
  /// Requests of the whole for each that is simulated; ≥ 1.
  public let factor: Int
  /// The system that is simulated: fewer units, background journeys behind those of the workload.
  public internal(set) var system: System
  /// Share of its units that is kept, by component's name, in 1/factor...1.
  public internal(set) var keptShares: [String: Double] = [:]
  /// Rate of the simulated requests, background among them, over that of the whole.
  public var loadShare: Double { part.loadShare }

  /// Reads of a divided store, background among them, over those of the whole, where that is not the share of its units.
  var readShares: [String: Double] = [:]
  var part = SimulatedPart()
  /// Component that each background journey keeps busy.
  var backgroundComponents: [String] = []

  let whole: System
  let reading: Reading
  let options: SystemSimulationOptions

  /// Scales a system down.
  ///
  /// - Parameters:
  ///   - system: A system of which all that a simulation needs is known, as the catalogue completes it.
  ///   - factor: Requests of the whole for each that is simulated; 1 leaves everything as it is.
  ///   - conventions: Numbers that belong to no component.
  ///   - options: How it will be simulated: its balancing, and what happens to it.
  /// - Throws: ``SimulationError`` for a factor out of range, and for what happens to single units or to the contents of
  ///   caches, which one part in `factor` does not show.
  /// - Complexity: O(components + calls).
  public init(
    _ system: System, by factor: Int, conventions: LoweringConventions, options: SystemSimulationOptions
  ) throws(SimulationError) {
    try self.init(
      system, lowered: Lowering.lower(system, conventions: conventions), by: factor, options: options)
  }

  /// The same for a system that is lowered already.
  init(
    _ system: System, lowered: LoweredSystem, by factor: Int, options: SystemSimulationOptions
  ) throws(SimulationError) {
    guard (1...Self.largestFactor).contains(factor) else {
      throw .invalid(
        place: "scale-down",
        problem: "one request in \(factor); give 1 for the whole, or up to \(Self.largestFactor)")
    }
    self.factor = factor
    self.system = system
    self.options = options
    whole = system
    reading = Reading(lowered)
    guard factor > 1 else {
      for component in system.components { keptShares[component.name] = 1 }
      return
    }
    try refuseWhatOnePartDoesNotShow()
    for index in system.components.indices { keepUnits(index) }
    addBackground()
    scaleTotals()
  }

  /// Most requests of the whole for each that is simulated.
  public static let largestFactor = 1_000_000

  /// The smallest factor of the kind 1, 2, 5, 10 at which about `executions` executions of operations happen in a time;
  /// where background leaves more of them at any factor, the smallest that is within a tenth of the fewest.
  ///
  /// - Complexity: that of scaling, about 20 times.
  package static func factor(
    for system: System, conventions: LoweringConventions, options: SystemSimulationOptions, executions: Double
  ) throws(SimulationError) -> Int {
    let lowered = Lowering.lower(system, conventions: conventions)
    var tried: [(factor: Int, executions: Double)] = []
    var unit = 1
    while unit < largestFactor {
      for factor in [unit, 2 * unit, 5 * unit] {
        let model = try ScaledModel(system, lowered: lowered, by: factor, options: options)
        let count = model.executions(conventions) * options.length.duration
        if count <= executions { return factor }
        tried.append((factor, count))
      }
      unit *= 10
    }
    let fewest = tried.map(\.executions).min() ?? 0
    return tried.first { $0.executions <= 1.1 * fewest }?.factor ?? 1
  }

  /// Executions per second to expect.
  private func executions(_ conventions: LoweringConventions) -> Double {
    SystemSimulation.executionRate(
      of: system, lowered: Lowering.lower(system, conventions: conventions), load: scaledLoad)
  }

  /// Share of a component's units that is kept.
  func kept(_ name: String) -> Double { keptShares[name] ?? 1 / Double(factor) }
}
