internal import TenfoldModel

/// Entities of Backstage's catalogue: a system with its levels as annotations, components, and resources they depend on.
///
/// Who owns a part and what stage it is in, which the catalogue demands, are `unknown` where nobody says.
enum BackstageEntities {
  static func text(of analysis: Analysis) -> String {
    let graph = SystemGraph(of: analysis.parts)
    var names = ExportNames.hosts
    let parts = graph.nodes.map { (node: $0, name: names.name(of: $0.name)) }
    let references = Dictionary(
      uniqueKeysWithValues: parts.map { ($0.node.id, "\(kind(of: $0.node).lowercased()):\($0.name)") })
    // A system may be called as one of its parts: kinds have names of their own.
    var systems = ExportNames.hosts
    let system = systems.name(of: analysis.system.name)
    var documents = [whole(analysis, name: system)]
    for part in parts {
      let uses = graph.edges.filter { $0.from == part.node.id && $0.to != $0.from }
        .compactMap { references[$0.to] }
      documents.append(
        entity(part.node, name: part.name, system: system, dependsOn: unique(uses), of: analysis))
    }
    return documents.joined(separator: "---\n")
  }

  private static func whole(_ analysis: Analysis, name: String) -> String {
    var lines = [
      "apiVersion: backstage.io/v1alpha1", "kind: System", "metadata:", "  name: \(name)",
      "  title: \(analysis.system.name.quoted)",
    ]
    let levels = Dimension.allCases.compactMap { dimension -> String? in
      guard let level = analysis.assessment.levels[dimension]?.level else { return nil }
      return "    tenfold/level-\(word(of: dimension)): \"\(level)\""
    }
    if !levels.isEmpty { lines += ["  annotations:"] + levels }
    lines += ["spec:", "  owner: unknown"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func word(of dimension: Dimension) -> String {
    switch dimension {
    case .serviceCount: "service-count"
    case .dataManagement: "data-management"
    default: dimension.rawValue
    }
  }

  private static func entity(
    _ node: SystemGraph.Node, name: String, system: String, dependsOn: [String], of analysis: Analysis
  ) -> String {
    let component = analysis.system[node.name]
    var lines = [
      "apiVersion: backstage.io/v1alpha1", "kind: \(kind(of: node))", "metadata:", "  name: \(name)",
      "  title: \(node.name.quoted)", "spec:", "  type: \(type(of: node, component))",
      "  owner: \((component?.owner ?? "unknown").quoted)", "  system: \(system)",
    ]
    if kind(of: node) == "Component" { lines.append("  lifecycle: unknown") }
    if !dependsOn.isEmpty { lines += ["  dependsOn:"] + dependsOn.map { "    - \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func kind(of node: SystemGraph.Node) -> String {
    node.kind == .store || node.kind == .queue ? "Resource" : "Component"
  }

  private static func type(of node: SystemGraph.Node, _ component: Component?) -> String {
    switch node.kind {
    case .gateway: "gateway"
    case .service: "service"
    case .platform: "platform"
    case .store: component?.kind == .cache ? "cache" : "database"
    case .queue: "queue"
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
