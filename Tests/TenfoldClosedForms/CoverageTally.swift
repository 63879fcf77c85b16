internal import TenfoldModel
internal import TenfoldSimulation

/// How many exactly known quantities lay outside of the simulator's own intervals.
package struct CoverageTally: Sendable {
  /// Quantities asked for.
  package private(set) var asked = 0
  /// Those outside, each with its model, interval and exact value.
  package private(set) var missed: [String] = []

  /// The tally of nothing.
  package init() {}

  /// Simulates a model once and looks at every quantity that is known of it.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - events: Events to simulate, nearly.
  ///   - seed: The seed of the run.
  package init(of model: ClosedForms.Model, events: Double, seed: Int) {
    asked = model.targets.count
    let length = SimulationLength(duration: events / model.eventRate, seed: UInt64(seed))
    guard let result = try? model.network.simulate(length) else {
      missed = model.targets.map { "\(model.id) \($0.name): the model is refused" }
      return
    }
    for target in model.targets {
      // A server that is never idle has an interval of no width.
      guard let interval = target.read(result),
        abs(interval.estimate - target.value) >= 1e-7 * abs(target.value)
      else { continue }
      if !interval.contains(target.value) {
        missed.append("\(model.id) \(target.name) seed \(seed): \(interval) for \(target.value)")
      }
    }
  }

  /// Adds what another tally holds.
  package mutating func add(_ other: CoverageTally) {
    asked += other.asked
    missed += other.missed
  }

  /// Quantities that 99 % intervals may miss once in a thousand times: the 99.9 % quantile of the binomial.
  ///
  /// By the normal approximation with a correction for skewness.
  package var allowed: Double {
    let mean = 0.01 * Double(asked)
    return mean + 3.09 * (mean * 0.99).squareRoot() + 1.4
  }
}
