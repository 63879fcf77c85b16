internal import TenfoldModel

/// A system as the page draws it: parts, who calls whom, and which parts belong together.
struct PageGraph {
  /// A component.
  struct Part {
    let name: String
    let kind: ComponentKind
    /// Its group, as an index into ``PageGraph/groups``.
    let group: Int
  }

  /// That one part calls another, or hands it messages.
  struct Edge {
    let from: Int
    let to: Int
    let isAsynchronous: Bool
    /// True on the path that a journey waits for longest.
    let isCritical: Bool
  }

  let parts: [Part]
  let edges: [Edge]
  let groups: PartGroups

  /// Reads a system; messages run from who sends them over the topic to who handles them.
  ///
  /// - Parameter criticalPath: Components in the order in which they are called.
  init(of system: System, criticalPath: [String] = []) {
    let indices = Dictionary(
      system.components.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [Pair: Bool] = [:]
    var order: [Pair] = []
    func add(_ from: Int, _ name: String, isAsynchronous: Bool) {
      guard let to = indices[name], from != to else { return }
      let pair = Pair(from: from, to: to)
      if let known = found[pair] {
        found[pair] = known && isAsynchronous
      } else {
        found[pair] = isAsynchronous
        order.append(pair)
      }
    }
    for (index, component) in system.components.enumerated() {
      for call in component.operations.flatMap(\.steps).flatMap(\.calls) {
        let isMessage =
          call.mode == .asynchronous || system.components[indices[call.component]]?.kind == .topic
        if let cache = call.cachedIn { add(index, cache, isAsynchronous: false) }
        add(index, call.component, isAsynchronous: isMessage)
      }
      for consumer in component.messaging?.consumers ?? [] {
        add(index, consumer.component, isAsynchronous: true)
      }
    }
    let hops = Set(
      zip(criticalPath, criticalPath.dropFirst()).compactMap { caller, called -> Pair? in
        guard let from = indices[caller], let to = indices[called] else { return nil }
        return Pair(from: from, to: to)
      })
    edges = order.map {
      Edge(
        from: $0.from, to: $0.to, isAsynchronous: found[$0] ?? false, isCritical: hops.contains($0))
    }
    let groups = PartGroups(of: system, edges: order.map { ($0.from, $0.to) })
    self.groups = groups
    parts = system.components.enumerated().map { index, component in
      Part(name: component.name, kind: component.kind, group: groups.ofPart[index])
    }
  }

  private struct Pair: Hashable {
    let from: Int
    let to: Int
  }
}

extension [Component] {
  fileprivate subscript(index: Int?) -> Component? { index.map { self[$0] } }
}
