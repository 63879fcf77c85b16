import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing

/// An operation for every early write that undoes it when a later step fails.
///
/// An undo takes what the write took; it is asked for only as often as something fails.
struct SagaCompensation: Remedy {
  let id = "saga-compensation"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "dual-writes" else { return [] }
    let reading = situation.reading
    var system = situation.system
    var undone: Set<String> = []
    for step in HalfDoneWrites(in: reading).steps {
      let from = reading.system.operations[reading.system.calls[step.call].from]
      undone.formUnion(
        system.addUndo(
          of: reading.system.components[step.before].name, from: from.component, operation: from.name))
    }
    guard let first = undone.sorted().first else {
      return [.refused(subject: "records", reason: "every early write has something that undoes it already")]
    }
    return [
      .change(
        subject: "records",
        action: "undo what \(first)\(Situation.others(undone.count - 1)) did when a later step fails",
        system: Catalog.completed(system).system)
    ]
  }
}

extension System {
  /// Gives the writes of one operation to one component something that undoes them; names what is undone.
  fileprivate mutating func addUndo(
    of component: String, from caller: Int, operation name: String
  ) -> Set<String> {
    guard let operation = components[caller].operations.firstIndex(where: { $0.name == name }),
      let target = components.firstIndex(where: { $0.name == component })
    else { return [] }
    var undone: [String: Operation] = [:]
    let offered = components[target].operations
    let steps = components[caller].operations[operation].steps
    components[caller].operations[operation].steps = steps.map { step in
      step.mappingCalls { call in
        guard call.component == component, call.undo == nil,
          let write = offered.first(where: { $0.name == call.operation ?? offered[0].name }),
          write.writes == true || components[target].kind == .topic
        else { return call }
        var call = call
        let undo = Operation(
          name: "undo-\(write.name)", demand: write.demand, steps: write.steps, writes: true)
        call.undo = "\(component).\(undo.name)"
        undone["\(component).\(write.name)"] = undo
        return call
      }
    }
    for (_, undo) in undone.sorted(by: { $0.key < $1.key })
    where !offered.contains(where: { $0.name == undo.name }) {
      components[target].operations.append(undo)
    }
    return Set(undone.keys)
  }
}
