import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing

/// Messages written into a table in the transaction of the write that they tell of, and sent from there by a relay.
///
/// Each costs one more row in the store, which is put in by an operation of its own.
struct TransactionalOutbox: Remedy {
  let id = "transactional-outbox"
  private static let insertion = "outbox"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "dual-writes" else { return [] }
    let reading = situation.reading
    let told = HalfDoneWrites(in: reading).steps.filter { step in
      reading.system.components[reading.target(of: step.call)].kind == .topic
        && reading.system.components[step.before].kind == .store
    }
    guard !told.isEmpty else {
      return [.refused(subject: "records", reason: "what is written second is no message")]
    }
    var system = situation.system
    for step in told {
      let from = reading.system.operations[reading.system.calls[step.call].from]
      system.addOutbox(
        of: reading.system.components[step.before].name,
        to: reading.system.components[reading.target(of: step.call)].name, from: from.component,
        operation: from.name, writing: Self.insertion)
    }
    let topics = Set(told.map { reading.system.components[reading.target(of: $0.call)].name }).sorted()
    return [
      .change(
        subject: "records",
        action:
          "write what \(topics[0])\(Situation.others(topics.count - 1)) is told into a table in the same "
          + "transaction, and let a relay send it",
        system: Catalog.completed(system).system)
    ]
  }
}

extension System {
  /// Gives messages of one operation to one topic an outbox in a store.
  fileprivate mutating func addOutbox(
    of store: String, to topic: String, from component: Int, operation name: String, writing insertion: String
  ) {
    guard let operation = components[component].operations.firstIndex(where: { $0.name == name }),
      let target = components.firstIndex(where: { $0.name == store })
    else { return }
    let interval = Catalog.required("consistency outboxInterval")
    let steps = components[component].operations[operation].steps
    components[component].operations[operation].steps = steps.map { step in
      step.mappingSteps { call in
        guard call.component == topic, call.outboxInterval == nil else { return [.call(call)] }
        var told = call
        told.outboxInterval = interval.quantity
        let row = Call(component: store, operation: insertion, count: call.count)
        return [.call(row), .call(told)]
      }
    }
    guard !components[target].operations.contains(where: { $0.name == insertion }) else { return }
    components[target].operations.append(Operation(name: insertion, writes: true))
  }
}

extension Step {
  /// The step with every call in it replaced by steps one after the other.
  fileprivate func mappingSteps(_ change: (Call) -> [Step]) -> Step {
    switch self {
    case .call(let call):
      let steps = change(call)
      // One alternative that is always taken: a sequence in the place of one step.
      return steps.count == 1 ? steps[0] : .choice([.init(share: .stated(1), steps: steps)])
    case .parallel(let steps): return .parallel(steps.map { $0.mappingSteps(change) })
    case .choice(let branches):
      return .choice(
        branches.map { .init(share: $0.share, steps: $0.steps.map { $0.mappingSteps(change) }) })
    }
  }
}
