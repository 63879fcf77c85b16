package import TenfoldModel

/// Parts of a system that the lab cannot stand up, and the system without them.
package enum LabOmission {
  /// Every component that cannot be stood up, in sentences that say what and why; none when all can.
  package static func refusals(in system: System) -> [String] {
    func names(_ isMeant: (Component) -> Bool) -> String? {
      let found = system.components.filter(isMeant).map { component in
        component.name + (component.engine.map { " (\($0))" } ?? "")
      }
      return found.isEmpty ? nil : found.joined(separator: ", ")
    }
    var refusals: [String] = []
    if let named = names({ $0.kind != .topic && $0.name == LabTopics.server }),
      system.components.contains(where: { $0.kind == .topic })
    {
      refusals.append("\(named): the server of the topics has that name")
    }
    if let handlers = names({ component in
      component.kind != .service
        && system.components.contains {
          $0.kind == .topic && $0.operations.contains { $0.asks(component.name) }
        }
    }) {
      refusals.append("\(handlers): messages are handled by services")
    }
    if let gateways = names({ $0.kind == .gateway && LabGateway($0, in: system) == nil }) {
      refusals.append("\(gateways): HAProxy passes each request on to one service, once, and does no more")
    }
    if let edges = names({ $0.kind == .cdn }) {
      refusals.append("\(edges): nothing is far away from this machine")
    }
    if let others = names({ $0.kind == .external }) {
      refusals.append("\(others): what others run is not on this machine")
    }
    if let stores = names({ $0.kind == .store && $0.engineName != "postgresql" }) {
      refusals.append("\(stores): databases are PostgreSQL")
    }
    if let caches = names({ $0.kind == .cache && $0.engineName != "redis" }) {
      refusals.append("\(caches): caches are Redis")
    }
    return refusals
  }

  /// The system without some components: calls of them are not made, and take no time.
  ///
  /// - Throws: ``LabError`` for a name that is no component's, and when nothing is left of what users do.
  package static func leavingOut(_ names: [String], of system: System) throws(LabError) -> System {
    for name in names where system[name] == nil {
      throw .unsupported("\(system.name) has no component named '\(name)' that could be left out")
    }
    let names = Set(names)
    var system = system
    system.components.removeAll { names.contains($0.name) }
    for component in system.components.indices {
      for operation in system.components[component].operations.indices {
        let steps = system.components[component].operations[operation].steps
        system.components[component].operations[operation].steps = steps.compactMap { $0.without(names) }
      }
    }
    for journey in system.workload.journeys.indices {
      system.workload.journeys[journey].calls.removeAll { names.contains($0.component) }
      if system.workload.journeys[journey].calls.isEmpty {
        throw .unsupported(
          "\(system.workload.journeys[journey].name) only asks what is left out; requests must enter by a service"
        )
      }
    }
    return system
  }
}

extension Step {
  /// The step without calls of some components; nil when nothing is left of it.
  fileprivate func without(_ names: Set<String>) -> Step? {
    switch self {
    case .call(var call):
      guard !names.contains(call.component) else { return nil }
      if call.cachedIn.map(names.contains) == true { call.cachedIn = nil }
      return .call(call)
    case .parallel(let steps):
      let rest = steps.compactMap { $0.without(names) }
      return rest.isEmpty ? nil : .parallel(rest)
    case .choice(let branches):
      return .choice(
        branches.map { Branch(share: $0.share, steps: $0.steps.compactMap { $0.without(names) }) })
    }
  }
}
