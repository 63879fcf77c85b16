import TenfoldCatalog
import TenfoldModel

/// An edge or gateway that answers what it has answered before.
struct EdgeCaching: Remedy {
  let id = "cdn-static"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad else { return [] }
    if let index = situation.bottleneck, Catalog.keepsFiles(situation.component(index)) {
      return [filesAtTheEdge(index, situation)]
    }
    let entries = Set(situation.system.workload.journeys.flatMap { $0.calls.map(\.component) })
    guard let index = situation.system.components.firstIndex(where: { entries.contains($0.name) }) else {
      return []
    }
    let component = situation.component(index)
    if (component.policy?.cacheHitRatio?.likely ?? 0) > 0 || component.kind == .cdn {
      return [.refused(subject: component.name, reason: "it answers from a cache already")]
    }
    let services = situation.system.components.filter { $0.kind == .service }.count
    guard component.kind == .gateway || services > 1 else {
      return [
        .refused(
          subject: component.name,
          reason:
            "\(component.name) is the only service, so its answers are data rather than pages that an edge may keep"
        )
      ]
    }
    let reading = situation.reading
    let writes = reading.system.components.indices.reduce(0.0) { sum, index in
      let kind = reading.system.components[index].kind
      return kind == .store || kind == .topic ? sum + reading.writesPerRequest(of: index) : sum
    }
    guard writes < 0.5 else {
      return [
        .refused(
          subject: component.name,
          reason:
            "a request makes \(QuantityText.number(writes)) writes on the way, and an edge answers only what reads"
        )
      ]
    }
    let share = Catalog.required("gateway cacheHitRatio").quantity.scaled(by: 1 - writes)
    var system = situation.system
    let edge = "edge"
    guard system[edge] == nil, component.kind == .gateway || entries.count == 1 else { return [] }
    if component.kind == .gateway {
      system.components[index].policy = system.components[index].policy ?? GatewayPolicy()
      system.components[index].policy?.cacheHitRatio = share
    } else {
      system.components.insert(
        Component(
          name: edge, kind: .cdn, scaling: Scaling(replicas: .planned(3)),
          operations: component.operations.map { operation in
            Operation(
              name: operation.name,
              steps: [.call(Call(component: component.name, operation: operation.name))],
              writes: operation.writes)
          }, policy: GatewayPolicy(cacheHitRatio: share)), at: 0)
      for journey in system.workload.journeys.indices {
        for call in system.workload.journeys[journey].calls.indices
        where system.workload.journeys[journey].calls[call].component == component.name {
          system.workload.journeys[journey].calls[call].component = edge
        }
      }
    }
    return [
      .change(
        subject: component.name,
        action:
          "answer \(QuantityText.share(share.likely)) of the requests before \(component.name), from an edge cache",
        system: Catalog.completed(system).system)
    ]
  }

  /// Files that never change are answered by an edge, which asks where they are kept once.
  private func filesAtTheEdge(_ index: Int, _ situation: Situation) -> Proposal {
    let component = situation.component(index)
    let name = component.name
    let edge = "\(name)-edge"
    let reads = component.operations.filter { $0.writes != true }
    guard situation.system[edge] == nil, !reads.isEmpty else {
      return .refused(subject: name, reason: "an edge answers its reads already")
    }
    let hit = Catalog.required("cdn hitRatio").quantity
    func atTheEdge(_ call: Call) -> Call {
      guard call.component == name, reads.contains(where: { $0.name == call.operation ?? reads[0].name })
      else {
        return call
      }
      var call = call
      call.component = edge
      call.operation = call.operation ?? reads[0].name
      return call
    }
    var system = situation.system.mappingEveryCall(atTheEdge)
    system.components.append(
      Component(
        name: edge, kind: .cdn, scaling: Scaling(replicas: .planned(3)),
        operations: reads.map { operation in
          Operation(
            name: operation.name, steps: [.call(Call(component: name, operation: operation.name))],
            writes: false)
        }, policy: GatewayPolicy(cacheHitRatio: hit)))
    return .change(
      subject: name,
      action: "keep the files of \(name) in object storage behind a CDN, which answers "
        + "\(QuantityText.share(hit.likely)) of their reads", system: Catalog.completed(system).system)
  }
}
