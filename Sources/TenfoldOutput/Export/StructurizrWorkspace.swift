internal import TenfoldModel

/// A workspace of Structurizr's language: one software system, its containers, who uses whom, and one view.
enum StructurizrWorkspace {
  static func text(of analysis: Analysis) -> String {
    let graph = SystemGraph(of: analysis.parts)
    var names = ExportNames.identifiers
    let identifiers = graph.nodes.map { names.name(of: $0.name) }
    let of = Dictionary(uniqueKeysWithValues: zip(graph.nodes.map(\.id), identifiers))
    var lines = [
      "workspace \(analysis.system.name.quoted) {", "  model {", "    users = person \"Users\"",
      "    whole = softwareSystem \(analysis.system.name.quoted) {",
    ]
    for (node, name) in zip(graph.nodes, identifiers) {
      let engine = analysis.system[node.name]?.engine ?? ""
      lines.append(
        "      c_\(name) = container \(node.name.quoted) \"\" \(engine.quoted) \(tag(of: node.kind).quoted)")
    }
    lines.append("    }")
    lines += entries(of: analysis, graph).map { "    users -> c_\(names.name(of: $0))" }
    lines += graph.edges.compactMap { edge in
      guard let from = of[edge.from], let to = of[edge.to], from != to else { return nil }
      let how = edge.kind == .async ? "tells" : "asks"
      return "    c_\(from) -> c_\(to) \"\(how)\" \"\" \"\(edge.kind == .async ? "Asynchronous" : "")\""
    }
    lines += [
      "  }", "  views {", "    container whole {", "      include *", "      autoLayout lr", "    }",
      "    styles {", "      element Store {", "        shape Cylinder", "      }", "      element Queue {",
      "        shape Pipe", "      }", "      element Gateway {", "        shape Hexagon", "      }",
      "      relationship Asynchronous {", "        style dashed", "      }", "    }", "  }", "}",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Parts that users ask: where journeys begin, else gateways.
  private static func entries(of analysis: Analysis, _ graph: SystemGraph) -> [String] {
    let known = Set(graph.nodes.map(\.name))
    var seen: Set<String> = []
    let asked = analysis.system.workload.journeys.flatMap { $0.calls.map(\.component) }
      .filter { known.contains($0) && seen.insert($0).inserted }
    return asked.isEmpty ? graph.nodes.filter { $0.kind == .gateway }.map(\.name) : asked
  }

  private static func tag(of kind: SystemGraph.Kind) -> String {
    switch kind {
    case .gateway: "Gateway"
    case .service: "Service"
    case .platform: "Platform"
    case .store: "Store"
    case .queue: "Queue"
    }
  }
}
