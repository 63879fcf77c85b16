internal import TenfoldModel

extension LabDemands {
  /// Executions from which a component's own overhead is told; a rarer one gets that of all services together, which run
  /// the same program.
  private static let fewest = 100.0

  /// Adds what services and caches take for an execution of each operation: what they burn, and what comes besides.
  ///
  /// What comes besides is the processor time of the component's group less what was burned, over its executions.
  ///
  /// - Parameters:
  ///   - components: Services and caches.
  ///   - reading: The system, for how often a request visits each.
  ///   - used: Seconds of processor time by component.
  ///   - requests: Requests answered meanwhile.
  mutating func addOverheads(
    of components: [Component], in reading: Reading, used: [String: Double], requests: Double
  ) {
    let parts = Self.parts(components, in: reading, used: used, requests: requests)
    let services = parts.filter { $0.component.kind == .service }
    let together =
      services.reduce(0) { $0 + $1.besides } / max(1, services.reduce(0) { $0 + $1.executions })
    for part in parts {
      let isRare = part.component.kind == .service && part.executions < Self.fewest
      let overhead = isRare ? together : part.besides / part.executions
      for operation in part.component.operations {
        operations[part.component.name + "." + operation.name] =
          (operation.demand.cpu?.likely ?? 0) + overhead
      }
    }
  }

  /// Adds what nodes take for an execution of each operation at a low load, where they sleep between requests; of those asked too
  /// rarely to tell nothing is added.
  mutating func addIdle(
    of nodes: [Component], in reading: Reading, used: [String: Double], requests: Double
  ) {
    for part in Self.parts(nodes, in: reading, used: used, requests: requests)
    where part.executions >= Self.fewest {
      for operation in part.component.operations {
        idle[part.component.name + "." + operation.name] =
          (operation.demand.cpu?.likely ?? 0) + part.besides / part.executions
      }
    }
  }

  /// How often each component was executed, and its processor time besides what its operations burn.
  private static func parts(
    _ components: [Component], in reading: Reading, used: [String: Double], requests: Double
  ) -> [(component: Component, executions: Double, besides: Double)] {
    components.compactMap { component in
      let (visits, burned) = visits(of: component, in: reading)
      guard visits > 0 else { return nil }
      return (component, visits * requests, max(0, (used[component.name] ?? 0) - burned * requests))
    }
  }

  /// Executions of a component's operations for a request, and the seconds they burn together.
  private static func visits(of component: Component, in reading: Reading) -> (count: Double, burned: Double)
  {
    reading.system.operations.indices.reduce(into: (0.0, 0.0)) { sum, index in
      let operation = reading.system.operations[index]
      guard operation.component >= 0, reading.system.components[operation.component].name == component.name
      else { return }
      sum.0 += reading.visits[index]
      sum.1 += reading.visits[index] * (component.operation(operation.name)?.demand.cpu?.likely ?? 0)
    }
  }
}
