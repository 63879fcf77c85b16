import TenfoldCatalog
import TenfoldModel

/// Calls made one after the other sent together: the overhead of one for all.
struct Batching: Remedy {
  let id = "batching"
  private static let leastCount = 2.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    let name = component.name
    guard component.kind == .store || component.kind == .cache || component.kind == .service else {
      return []
    }
    var most = 1.0
    var isAlwaysMany = true
    _ = situation.system.mappingCalls { _, call in
      guard call.component == name else { return call }
      let count = call.count?.likely ?? 1
      most = max(most, count)
      isAlwaysMany = isAlwaysMany && count >= Self.leastCount
      return call
    }
    guard most >= Self.leastCount, isAlwaysMany else {
      return [
        .refused(subject: name, reason: "not every request calls it several times, so little can be joined")
      ]
    }
    let overhead = Catalog.required("store batch.overhead").likely
    var system = situation.system.mappingCalls { _, call in
      guard call.component == name else { return call }
      var call = call
      call.count = .planned(1)
      return call
    }
    // One call does the work of all, with the overhead of one.
    let factor = overhead + (1 - overhead) * most
    for operation in system.components[index].operations.indices {
      let cpu = system.components[index].operations[operation].demand.cpu
      system.components[index].operations[operation].demand.cpu = cpu?.scaled(by: factor)
    }
    return [
      .change(
        subject: name,
        action: "ask \(name) once for what \(QuantityText.number(most)) calls ask for now", system: system)
    ]
  }
}
