package import TenfoldModel

/// Writes that one execution makes in several places without a transaction over all of them: when a later one fails, the
/// earlier ones stay.
///
/// A step counts that changes something kept: a write to a store, a message to a topic, a call of an operation that is said
/// to write. Writes to one store are one transaction; a message that waits in an outbox is part of it, and a read model
/// follows its store; what is undone when a later step fails does not stay; what is optional may fail.
///
/// Made in one pass over all steps; then a number of failures costs one pass over the calls.
package struct HalfDoneWrites: Sendable {
  /// A step that leaves something behind when it fails.
  package struct Step: Sendable, Hashable {
    /// The step, as a call.
    package var call: Int
    /// The component most likely written before it.
    package var before: Int
    /// How often it comes after a write elsewhere that stays, per request to the system.
    package var perRequest: Double
  }

  /// All such steps, in the order of calls.
  package private(set) var steps: [Step] = []
  private let reading: Reading
  private let keeps: [Bool]

  /// Finds the steps.
  package init(in reading: Reading) {
    self.reading = reading
    keeps = reading.operationsThatKeep()
    let system = reading.system
    for (operation, entry) in system.operations.enumerated()
    where entry.component >= 0 && entry.body >= 0 && reading.visits[operation] > 0 {
      guard system.components[entry.component].kind == .service else { continue }
      var written: [Int: Double] = [:]
      follow(entry.body, weight: reading.visits[operation], &written)
    }
  }

  /// Executions that stay half done, by step, per request to the system.
  ///
  /// Places fail independently of each other.
  ///
  /// - Parameter unavailability: Share of the requests to each component that fail, by component; in 0...1.
  package func perRequest(unavailability: [Double]) -> [Double] {
    let failures = reading.failureShares(unavailability: unavailability)
    return steps.map { $0.perRequest * failures[reading.system.calls[$0.call].to] }
  }

  /// - Parameters:
  ///   - weight: Executions of the node per request to the system.
  ///   - written: Probability that an execution which came here wrote to a component before, and that it stays.
  private mutating func follow(_ node: Int, weight: Double, _ written: inout [Int: Double]) {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .sequence, .parallel:
      for child in entry.children { follow(child, weight: weight, &written) }
    case .choice:
      let before = written
      for child in entry.children {
        let share = reading.value(reading.system.nodes[child].share, or: 1)
        var branch = before
        follow(child, weight: weight * share, &branch)
        for (component, probability) in branch {
          written[component, default: 0] += share * (probability - before[component, default: 0])
        }
      }
    case .call where entry.call >= 0: add(entry.call, weight: weight, &written)
    case .call: break
    }
  }

  private mutating func add(_ call: Int, weight: Double, _ written: inout [Int: Double]) {
    let entry = reading.system.calls[call]
    guard keeps[entry.to], !entry.isOptional, entry.outboxInterval < 0 else { return }
    let target = reading.system.operations[entry.to].component
    let share = min(1, reading.value(entry.count, or: 1))
    let others = written.filter { $0.key != target && $0.value > 0 }
    if let most = others.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
      let none = others.values.reduce(1) { $0 * (1 - $1) }
      steps.append(Step(call: call, before: most.key, perRequest: weight * share * (1 - none)))
    }
    if entry.undo < 0 { written[target] = max(written[target, default: 0], share) }
  }
}

extension Reading {
  /// Operations that change something kept.
  fileprivate func operationsThatKeep() -> [Bool] {
    system.operations.map { operation in
      guard operation.component >= 0 else { return false }
      let component = system.components[operation.component]
      return switch component.kind {
      case .store: operation.writes && component.projectionLag < 0
      case .external, .service: operation.writes
      case .topic: true
      case .gateway, .cache, .cdn: false
      }
    }
  }

  /// Share of the executions of each operation that fail: its component, or one whose answer it needs.
  fileprivate func failureShares(unavailability: [Double]) -> [Double] {
    var failures = [Double](repeating: 0, count: system.operations.count)
    for operation in system.order.reversed() {
      let component = system.operations[operation].component
      var works = component >= 0 ? 1 - unavailability[component] : 1
      for call in system.callsOf[operation] {
        let entry = system.calls[call]
        guard entry.isSynchronous, !entry.isOptional, !entry.closesCycle else { continue }
        works *= 1 - min(1, callVisits[call] / max(visits[operation], 1e-300)) * failures[entry.to]
      }
      failures[operation] = 1 - works
    }
    return failures
  }
}
