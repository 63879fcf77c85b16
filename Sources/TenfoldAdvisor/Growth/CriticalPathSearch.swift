import TenfoldModel

/// Follows journeys through a solved system along the calls on which they wait longest.
struct CriticalPathSearch {
  private let reading: Reading
  /// Mean response of each component's operations, in seconds.
  private let responses: [String: [String: Double]]

  init(_ reading: Reading, _ solution: Solution) {
    self.reading = reading
    responses = solution.operations.reduce(into: [:]) { responses, operation in
      responses[operation.component, default: [:]][operation.name] = operation.response.mean
    }
  }

  /// The path of each journey that calls anything.
  var paths: [GrowthCurve.CriticalPath] {
    reading.system.journeys.compactMap { journey in
      var operation = journey.operation
      var components: [String] = []
      while let called = slowestCalled(by: operation) {
        let component = reading.system.components[reading.system.operations[called].component].name
        guard !components.contains(component) else { break }
        components.append(component)
        operation = called
      }
      let name = reading.system.operations[journey.operation].name
      return components.isEmpty ? nil : .init(journey: name, components: components)
    }
  }

  /// The operation that an execution of another one waits for longest, misses of caches alone; nil where it waits for none.
  private func slowestCalled(by operation: Int) -> Int? {
    let system = reading.system
    var slowest: (operation: Int, time: Double)?
    for index in system.callsOf[operation] {
      let call = system.calls[index]
      guard call.isSynchronous, !call.closesCycle else { continue }
      let called = system.operations[call.to]
      guard called.component >= 0 else { continue }
      let response = responses[system.components[called.component].name]?[called.name] ?? 0
      // Copies that run at once take the time of one.
      let count = reading.weight(of: index) / max(1, reading.value(call.fanOut, or: 1))
      if count * response > slowest?.time ?? 0 { slowest = (call.to, count * response) }
    }
    return slowest?.operation
  }
}
