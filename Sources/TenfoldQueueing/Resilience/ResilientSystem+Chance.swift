import TenfoldModel

extension ResilientSystem {
  /// Pushes per second that chance alone gives the queues whose retries would keep them down.
  ///
  /// A queue goes down when its wait is still over the timeout by when the first retries come, one timeout later; meanwhile
  /// it shrinks by what it can do beyond its load ρ. It so has to reach (2 − ρ) timeouts. A stationary queue in order of
  /// arrival crosses a level as often as its waiting work has the density there, and about 1/(1 − ρ) crossings belong
  /// together. Pauses before retries make it rarer. Of several machines each would have to go down by itself, which retries
  /// at the others prevent; they are left out.
  ///
  /// **Source.** Our own reading of level crossings (Brill and Posner, Operations Research 25(4), 1977); within a factor of
  /// three of simulated times until collapse without pauses.
  func chancePushRate(_ rest: SystemState) -> Double {
    var sum = 0.0
    var seen = Set<Int>()
    for (call, guarded) in rest.effects.guards.enumerated() {
      guard let guarded, guarded.retries > 0, guarded.timeout < .infinity else { continue }
      let component = reading.system.operations[reading.system.calls[call].to].component
      guard component >= 0, reading.primaryStation[component] >= 0, !seen.contains(component) else {
        continue
      }
      let number = reading.primaryStation[component]
      let processor = rest.layered.processorOfStation[number]
      let utilization = rest.solution.processors[processor].utilization
      guard rest.layered.machines(of: processor) < 1.5, utilization < 1 else { continue }
      let most = GuardedCall.down(guarded).copies / (rest.effects.calls[call]?.copies ?? 1)
      guard utilization * most >= 1 else { continue }
      seen.insert(component)
      let answer = attempt(call, guarded, rest).answer
      let level = guarded.timeout * (2 - utilization)
      let width = 0.02 * level
      let density = (answer.cumulative(level + width) - answer.cumulative(level - width)) / (2 * width)
      sum += max(0, density) * utilization * (1 - utilization)
    }
    return sum
  }
}
