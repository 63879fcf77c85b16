internal import TenfoldModel

/// Who uses whom, as what graph languages draw: parts in their order, and edges between them.
struct SystemGraph {
  /// What a part is.
  enum Kind {
    case gateway, service, platform, store, queue
  }

  /// One part.
  struct Node {
    /// An identifier that every graph language takes: `n0`.
    let id: String
    let name: String
    let kind: Kind
  }

  /// One use.
  struct Edge {
    let from: String
    let to: String
    let kind: Inventory.EdgeKind
    let isCertain: Bool
  }

  let nodes: [Node]
  let edges: [Edge]

  /// Draws an inventory; edges to what it does not have are left out.
  init(of inventory: Inventory) {
    let services = inventory.services.map { service -> (String, Kind) in
      switch service.kind {
      case .service: (service.name, .service)
      case .gateway: (service.name, .gateway)
      case .platform: (service.name, .platform)
      }
    }
    let parts =
      services + inventory.stores.map { ($0.name, .store) } + inventory.queues.map { ($0.name, .queue) }
    let nodes = parts.enumerated().map { Node(id: "n\($0)", name: $1.0, kind: $1.1) }
    let ids = Dictionary(nodes.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    self.nodes = nodes
    edges = inventory.edges.compactMap { edge in
      guard let from = ids[edge.from], let to = ids[edge.to] else { return nil }
      return Edge(from: from, to: to, kind: edge.kind, isCertain: edge.strength != .weak)
    }
  }
}
