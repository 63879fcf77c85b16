import TenfoldCatalog
import TenfoldModel

/// Writes handed to a topic; a consumer applies them in batches, out of the response path.
///
/// A batch of ten spares the overhead of nine commits: half of a write's cost is taken as overhead (E).
struct AsyncMessaging: Remedy {
  let id = "async-messaging"
  private static let batch = 10.0
  private static let overhead = 0.5

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    if component.kind == .external, situation.kind == "latency" || situation.kind == "workers" {
      return [outside(index, situation)]
    }
    guard component.kind == .store else { return [] }
    let reading = situation.reading
    guard !reading.system.components[index].repeatsWrites, !Catalog.dividesItself(component) else {
      return [
        .refused(
          subject: component.name, reason: "its engine joins writes by itself, so a batch spares little")
      ]
    }
    let (reads, writes) = (reading.readsPerRequest(of: index), reading.writesPerRequest(of: index))
    let share = writes / max(1e-12, reads + writes)
    let name = component.name
    let topic = "\(name)-writes"
    guard system(situation, has: topic) == false else {
      return [.refused(subject: name, reason: "its writes come through a topic already")]
    }
    guard share >= 0.3 else {
      return [.refused(subject: name, reason: "only \(QuantityText.share(share)) of its queries write")]
    }
    let writeNames = Set(component.operations.filter { $0.writes == true }.map(\.name))
    if let reader = situation.system.components.first(where: { caller in
      caller.operations.contains { $0.reads(name, besidesWriting: writeNames) }
    }) {
      return [
        .refused(subject: name, reason: "\(reader.name) reads it beside writing, so its writes cannot wait")
      ]
    }
    var changed = situation.system.handing(writeNames, of: name, to: topic)
    let factor = Self.overhead / Self.batch + (1 - Self.overhead)
    guard let store = changed.components.firstIndex(where: { $0.name == name }) else { return [] }
    for operation in changed.components[store].operations.indices
    where changed.components[store].operations[operation].writes == true {
      let cpu = changed.components[store].operations[operation].demand.cpu
      changed.components[store].operations[operation].demand.cpu = cpu?.scaled(by: factor)
    }
    return [
      .change(
        subject: name,
        action:
          "hand the writes of \(name) (\(QuantityText.share(share)) of its queries) to a topic and apply them in batches of "
          + QuantityText.count(Self.batch),
        system: Catalog.completed(changed).system)
    ]
  }

  /// What an outside service is told may wait in a topic; what it is asked may not.
  private func outside(_ index: Int, _ situation: Situation) -> Proposal {
    let component = situation.component(index)
    let told = Set(component.operations.filter { $0.writes == true }.map(\.name))
    guard !told.isEmpty else {
      return .refused(
        subject: component.name, reason: "its answer is part of the response, as far as the description says")
    }
    let topic = "\(component.name)-requests"
    guard !system(situation, has: topic) else {
      return .refused(subject: component.name, reason: "it is told through a topic already")
    }
    return .change(
      subject: component.name,
      action: "hand what \(component.name) is told to a topic, and answer before it does",
      system: Catalog.completed(situation.system.handing(told, of: component.name, to: topic)).system)
  }

  private func system(_ situation: Situation, has name: String) -> Bool {
    situation.system[name] != nil
  }
}

extension System {
  /// The system with what callers wait for handed to a new topic instead, from which the component takes it later.
  ///
  /// - Parameter outbox: Interval at which callers empty an outbox that their messages wait in; nil for none.
  func handing(
    _ operations: Set<String>, of component: String, to topic: String, outbox: Quantity? = nil
  ) -> System {
    var system = mappingCalls { _, call in
      guard call.component == component, call.mode == .synchronous, let operation = call.operation,
        operations.contains(operation)
      else { return call }
      var call = call
      call.component = topic
      call.mode = .asynchronous
      call.outboxInterval = outbox
      return call
    }
    system.components.append(
      Component(
        name: topic, kind: .topic, engine: "kafka", scaling: Scaling(replicas: .planned(3)),
        operations: operations.sorted().map { operation in
          Operation(
            name: operation,
            steps: [.call(Call(component: component, operation: operation, mode: .asynchronous))],
            writes: true)
        }))
    return system
  }
}

extension Operation {
  /// True when one execution both reads a store and writes it.
  fileprivate func reads(_ store: String, besidesWriting writes: Set<String>) -> Bool {
    func kinds(_ step: Step) -> (both: Bool, reads: Bool, writes: Bool) {
      switch step {
      case .call(let call):
        guard call.component == store, call.mode == .synchronous else { return (false, false, false) }
        let isWrite = writes.contains(call.operation ?? "")
        return (false, !isWrite, isWrite)
      case .parallel(let steps): return together(steps.map(kinds))
      case .choice(let branches):
        // Of alternatives one is taken, so reads in one and writes in another do not meet.
        let each = branches.map { together($0.steps.map(kinds)) }
        return (
          each.contains(where: \.both), each.contains(where: \.reads), each.contains(where: \.writes)
        )
      }
    }
    func together(_ parts: [(both: Bool, reads: Bool, writes: Bool)]) -> (
      both: Bool, reads: Bool, writes: Bool
    ) {
      let alternatives = parts.filter { $0.reads && $0.writes && !$0.both }.count
      let reads = parts.contains(where: \.reads)
      let writes = parts.contains(where: \.writes)
      let isBoth = parts.contains(where: \.both) || reads && writes && (parts.count > 1 || alternatives == 0)
      return (isBoth && !(parts.count == 1 && alternatives == 1), reads, writes)
    }
    return together(steps.map(kinds)).both
  }
}
