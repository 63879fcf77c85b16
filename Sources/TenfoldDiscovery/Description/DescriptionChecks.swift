internal import TenfoldModel
internal import TenfoldPlatform

/// What can only be told once a whole description is read: sums, circles and contradictions.
enum DescriptionChecks {
  static func check(_ system: System, _ root: YAMLNode, _ reading: inout DescriptionReading) {
    checkJourneys(system.workload, root, &reading)
    checkLoad(system.workload, root, &reading)
    checkRegions(system.placement, root, &reading)
    checkCycles(system, &reading)
  }

  private static func checkJourneys(
    _ workload: Workload, _ root: YAMLNode, _ reading: inout DescriptionReading
  ) {
    let known = workload.journeys.compactMap(\.share?.likely)
    let total = known.reduce(0, +)
    let isComplete = known.count == workload.journeys.count
    guard !known.isEmpty, total > 1 + 1e-6 || isComplete && total < 1 - 1e-6 else { return }
    reading.report(
      .shares, .error,
      "workload.journeys: the shares add up to \(QuantityText.share(total)); make them 100 %, or leave one out "
        + "to take the rest", line: root[["workload", "journeys"]]?.line ?? root.line)
  }

  private static func checkRegions(
    _ placement: Placement, _ root: YAMLNode, _ reading: inout DescriptionReading
  ) {
    let known = placement.regions.compactMap(\.share?.likely)
    let total = known.reduce(0, +)
    let isComplete = known.count == placement.regions.count
    guard !known.isEmpty, total > 1 + 1e-6 || isComplete && total < 1 - 1e-6 else { return }
    reading.report(
      .shares, .error,
      "placement.regions: the shares of users add up to \(QuantityText.share(total)); make them 100 %",
      line: root[["placement", "regions"]]?.line ?? root.line)
  }

  /// The load is stated in up to two ways; they must fit within 20 %.
  private static func checkLoad(
    _ workload: Workload, _ root: YAMLNode, _ reading: inout DescriptionReading
  ) {
    guard let rate = workload.arrivalRate, let users = workload.users, let each = workload.requestsPerUser,
      rate.likely > 0
    else { return }
    let product = users.likely * each.likely
    guard abs(product / rate.likely - 1) > 0.2 else { return }
    reading.report(
      .contradiction, .error,
      "workload: \(QuantityText.users(users.likely)) at \(QuantityUnit.rate.text(of: each.likely)) make "
        + "\(QuantityText.rate(product)), but arrivalRate is \(QuantityText.rate(rate.likely)); correct one, or "
        + "leave requestsPerUser out", line: root[["workload", "arrivalRate"]]?.line ?? root.line)
  }

  // MARK: Circles

  /// Reports each circle of operations that wait for one another once, naming the way around.
  private static func checkCycles(_ system: System, _ reading: inout DescriptionReading) {
    var search = CycleSearch(system)
    for cycle in search.cycles() {
      let line = cycle.compactMap { [lines = reading.operationLines] in lines[$0] }.first ?? 1
      reading.report(
        .cycle, .error,
        "\((cycle + cycle.prefix(1)).joined(separator: " -> ")) wait for each other in a circle, so no request "
          + "ends; make one of the calls async, or take it out", line: line)
    }
  }
}

/// Depth-first search for circles in the graph of operations and their synchronous calls.
private struct CycleSearch {
  private enum Mark { case open, done }

  private let callees: [String: [String]]
  private let order: [String]
  private var marks: [String: Mark] = [:]
  private var found: [[String]] = []

  init(_ system: System) {
    var firstOperation: [String: String] = [:]
    for component in system.components { firstOperation[component.name] = component.operations.first?.name }
    var callees: [String: [String]] = [:]
    var order: [String] = []
    for component in system.components {
      for operation in component.operations {
        let name = "\(component.name).\(operation.name)"
        order.append(name)
        callees[name] = operation.steps.flatMap { Self.calls(of: $0) }.compactMap { call in
          guard call.mode == .synchronous else { return nil }
          return (call.operation ?? firstOperation[call.component]).map { "\(call.component).\($0)" }
        }
      }
    }
    self.callees = callees
    self.order = order
  }

  private static func calls(of step: Step) -> [Call] {
    switch step {
    case .call(let call): [call]
    case .parallel(let steps): steps.flatMap(calls)
    case .choice(let branches): branches.flatMap { $0.steps.flatMap(calls) }
    }
  }

  /// Circles, each from one back edge of the search; with an explicit stack, since chains may be long.
  mutating func cycles() -> [[String]] {
    for start in order where marks[start] == nil {
      var path: [(name: String, next: Int)] = [(start, 0)]
      marks[start] = .open
      while let top = path.last {
        let calls = callees[top.name] ?? []
        guard top.next < calls.count else {
          marks[top.name] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let callee = calls[top.next]
        switch marks[callee] {
        case .done: break
        case .open:
          let from = path.firstIndex { $0.name == callee } ?? 0
          found.append(path[from...].map(\.name))
        case nil:
          marks[callee] = .open
          path.append((callee, 0))
        }
      }
    }
    return found
  }
}
