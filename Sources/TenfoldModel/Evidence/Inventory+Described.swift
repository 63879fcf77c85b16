extension Inventory {
  /// The inventory that a described system amounts to.
  package init(described system: System) {
    var services: [Service] = []
    var stores: [Store] = []
    var queues: [Store] = []
    for component in system.components {
      let evidence = component.evidence.map { Evidence(at: $0) }
      switch component.kind {
      case .service: services.append(Service(name: component.name, evidence: evidence))
      case .gateway: services.append(Service(name: component.name, kind: .platform, evidence: evidence))
      case .store, .cache:
        stores.append(
          Store(
            name: component.name, engine: component.engineName ?? component.kind.rawValue, evidence: evidence)
        )
      case .topic:
        queues.append(
          Store(name: component.name, engine: component.engineName ?? "topic", evidence: evidence))
      case .cdn, .external: break
      }
    }
    let kinds = Dictionary(
      system.components.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
    var edges: [Edge] = []
    func add(from: String, to: String, mode: CallMode, at place: [SourceLocation]) {
      let kind: EdgeKind? =
        switch kinds[to] {
        case .store, .cache: .data
        case .topic: .async
        case .service, .gateway: mode == .asynchronous ? .async : .sync
        default: nil
        }
      guard let kind, !edges.contains(where: { $0.from == from && $0.to == to }) else { return }
      edges.append(
        Edge(from: from, to: to, kind: kind, strength: .strong, evidence: place.map { Evidence(at: $0) }))
    }
    for component in system.components {
      for call in component.operations.flatMap(\.steps).flatMap(\.calls) {
        add(from: component.name, to: call.component, mode: call.mode, at: component.evidence)
        if let cache = call.cachedIn {
          add(from: component.name, to: cache, mode: .synchronous, at: component.evidence)
        }
      }
      for consumer in component.messaging?.consumers ?? [] {
        add(from: consumer.component, to: component.name, mode: .asynchronous, at: component.evidence)
      }
    }
    self.init(services: services, stores: stores, queues: queues, edges: edges, given: [.description])
  }
}
