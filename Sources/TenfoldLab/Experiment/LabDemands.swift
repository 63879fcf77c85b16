package import TenfoldModel

/// What one execution of each operation takes on busy servers, as measured right before an experiment.
package struct LabDemands: Sendable, Hashable {
  /// Seconds of processor time, by `component.operation`.
  package var operations: [String: Double] = [:]
  /// The same of nodes at a low load, where servers sleep between requests; what a load takes lies between both.
  package var idle: [String: Double] = [:]
  /// Rows that a statement counts up so that it takes what the system says; 0 where it takes more without any.
  package var rows: [String: Int] = [:]
  /// Seconds of processor time in which a copy applies one write; nil where there is no copy.
  package var applyTime: Double?
  /// Seconds of a request that no processor of a component works on, by its median at low load.
  package var delay = 0.0

  /// The system with these in place of what was stated or assumed.
  package func put(into system: System) -> System {
    var system = system
    for component in system.components.indices {
      let name = system.components[component].name
      for operation in system.components[component].operations.indices {
        let key = name + "." + system.components[component].operations[operation].name
        guard let seconds = operations[key] else { continue }
        system.components[component].operations[operation].demand.cpu = Quantity(
          seconds, .measured(source: "the lab, on busy servers", at: nil))
      }
    }
    if delay > 0, let entry = system.workload.journeys.first?.calls.first,
      let component = system.components.firstIndex(where: { $0.name == entry.component }),
      let operation = system.components[component].operations.firstIndex(where: {
        entry.operation == nil || $0.name == entry.operation
      })
    {
      // What the system states is in the simulation that the median was held against.
      let stated = system.components[component].operations[operation].demand.delay?.likely ?? 0
      system.components[component].operations[operation].demand.delay = Quantity(
        stated + delay, .measured(source: "the lab, at low load", at: nil))
    }
    return system
  }

  /// The numbers that belong to no component.
  package var conventions: LoweringConventions {
    LabSystem.conventions(hop: 0, applyTime: applyTime ?? 0)
  }
}
