import TenfoldCatalog
import TenfoldModel

/// Reads answered by a store of their own that is fed with the changes: CQRS.
struct ReadModel: Remedy {
  let id = "cqrs"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck, situation.component(index).kind == .store
    else { return [] }
    let component = situation.component(index)
    let reading = situation.reading
    let name = component.name
    let (reads, writes) = (reading.readsPerRequest(of: index), reading.writesPerRequest(of: index))
    let share = reads / max(1e-12, reads + writes)
    guard share >= 0.3, writes > 0 else {
      return [.refused(subject: name, reason: "\(QuantityText.share(share)) of its queries read")]
    }
    let view = "\(name)-view"
    guard situation.system[view] == nil, component.state?.projection == nil else {
      return [.refused(subject: name, reason: "a read model of it is there already")]
    }
    let first = component.operations.first?.name
    let readNames = Set(component.operations.filter { $0.writes != true }.map(\.name))
    func moved(_ call: Call) -> Call {
      guard call.component == name, readNames.contains(call.operation ?? first ?? "") else { return call }
      var call = call
      call.operation = call.operation ?? first
      call.component = view
      return call
    }
    var system = situation.system.mappingEveryCall(moved)
    var copy = component
    copy.name = view
    copy.observed = []
    let lag = Catalog.required("topic lag").quantity
    copy.state?.projection = Projection(of: name, lag: lag)
    copy.state?.replication = nil
    system.components.append(copy)
    // Every change of the store changes the view too.
    for caller in system.components.indices where system.components[caller].name != name {
      for operation in system.components[caller].operations.indices {
        let steps = system.components[caller].operations[operation].steps
        let projected = steps.flatMap { Self.projections(of: $0, in: name, to: view) }
        system.components[caller].operations[operation].steps += projected
      }
    }
    return [
      .change(
        subject: name,
        action: "let a read model of \(name) answer its reads (\(QuantityText.share(share)) of its queries)",
        system: Catalog.completed(system).system)
    ]
  }

  /// The writes to a store inside a step as asynchronous writes to its view, with the shares they have there.
  private static func projections(of step: Step, in name: String, to view: String) -> [Step] {
    switch step {
    case .call(let call):
      guard call.component == name else { return [] }
      var write = call
      write.component = view
      write.mode = .asynchronous
      write.cachedIn = nil
      return [.call(write)]
    case .parallel(let steps): return steps.flatMap { projections(of: $0, in: name, to: view) }
    case .choice(let branches):
      let inside = branches.map { branch in
        Step.Branch(
          share: branch.share, steps: branch.steps.flatMap { projections(of: $0, in: name, to: view) })
      }
      return inside.allSatisfy(\.steps.isEmpty) ? [] : [.choice(inside)]
    }
  }
}
