extension Step {
  /// The step with every call in it changed.
  package func mappingCalls(_ change: (Call) -> Call) -> Step {
    switch self {
    case .call(let call): .call(change(call))
    case .parallel(let steps): .parallel(steps.map { $0.mappingCalls(change) })
    case .choice(let branches):
      .choice(branches.map { .init(share: $0.share, steps: $0.steps.map { $0.mappingCalls(change) }) })
    }
  }
}

extension System {
  /// The system with every call of its operations changed.
  package func mappingCalls(_ change: (_ from: String, Call) -> Call) -> System {
    var system = self
    for component in system.components.indices {
      let name = system.components[component].name
      for operation in system.components[component].operations.indices {
        let steps = system.components[component].operations[operation].steps
        system.components[component].operations[operation].steps = steps.map {
          $0.mappingCalls { change(name, $0) }
        }
      }
    }
    return system
  }

  /// The system with every call changed, those that journeys begin with too.
  package func mappingEveryCall(_ change: (Call) -> Call) -> System {
    var system = mappingCalls { _, call in change(call) }
    for journey in system.workload.journeys.indices {
      system.workload.journeys[journey].calls = system.workload.journeys[journey].calls.map(change)
    }
    return system
  }
}
