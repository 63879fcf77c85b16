package import TenfoldModel

/// A system drawn at random, with a load that keeps its busiest cores as busy as was drawn.
///
/// The same seed and options give the same system everywhere. Every number is stated, so it needs no catalogue.
package struct RandomSystem: Sendable {
  /// What a drawn system may have.
  package struct Options: Sendable {
    /// Components, at least 3.
    package var componentCount = 5...60
    /// Share of the cores of the busiest station that is in use.
    package var utilization = 0.3...0.85
    /// Share of the systems that are asked by users who think, rather than at a rate.
    package var usersShare = 0.6
    /// Mean time that users think, in seconds; the number of users follows from it and the rate.
    package var thinkTime = 0.05...10.0
    /// Most executions of operations that one request sets off in the mean; at least 20.
    package var executionsPerRequest = 150.0
    /// Whether calls may have timeouts, retries, breakers and hedges.
    package var hasResilience = false
    /// Whether stores may be divided by key.
    package var hasShards = false

    /// The options as declared.
    package init() {}
  }

  /// Something a system has that its solution may depend on.
  package enum Trait: String, Sendable, CaseIterable {
    case open, users, pools, connections, parallel, fanOut, choices, caches, messages, replicas
  }

  /// The seed it was drawn with.
  package let seed: Int
  /// The system.
  package let system: System
  /// The same, lowered.
  package let lowered: LoweredSystem
  /// What is asked of it.
  package let load: SystemLoad
  /// Requests per second that the load is meant to bring; what users bring differs a little.
  package let rate: Double
  /// What it has.
  package let traits: Set<Trait>

  /// Draws a system. - Complexity: O(components · operations).
  package init(seed: Int, options: Options = Options()) {
    var (structure, random) = SystemDrawing.draw(SeededRandom(seed), options)
    // Calls of calls of calls, each made several times, are more than any system does for one request.
    while Self.executions(perRequestTo: structure) > options.executionsPerRequest {
      (structure, random) = SystemDrawing.draw(random, options)
    }
    var sizing = SystemSizing(structure, random: random, options: options)
    sizing.run()
    self.seed = seed
    system = sizing.system
    lowered = Lowering.lower(sizing.system, conventions: Self.conventions)
    load = sizing.load
    rate = sizing.rate
    traits = Self.traits(of: sizing.system, load: sizing.load)
  }

  private static func executions(perRequestTo system: System) -> Double {
    Reading(Lowering.lower(system, conventions: conventions)).visits.reduce(0, +)
  }

  /// What a system does not state itself.
  package static let conventions = LoweringConventions(
    hop: .stated(0.0005), crossRegion: .stated(0.08), applyTime: .stated(0.0003), serviceGrowth: .stated(0.3),
    commonCause: .stated(0.05))

  private static func traits(of system: System, load: SystemLoad) -> Set<Trait> {
    var result: Set<Trait> = []
    if case .users = load { result.insert(.users) } else { result.insert(.open) }
    for component in system.components {
      if component.workers != nil { result.insert(.pools) }
      if component.state?.connectionsPerReplica.isEmpty == false { result.insert(.connections) }
      if component.state?.replication != nil { result.insert(.replicas) }
      for step in component.operations.flatMap(\.steps) {
        if case .parallel = step { result.insert(.parallel) }
        if case .choice = step { result.insert(.choices) }
        for call in step.calls {
          if call.cachedIn != nil { result.insert(.caches) }
          if call.mode == .asynchronous { result.insert(.messages) }
          if call.fanOut != nil { result.insert(.fanOut) }
        }
      }
    }
    return result
  }
}
