package import TenfoldModel

/// Who uses whom as a Mermaid flowchart, which GitHub and GitLab draw in Markdown.
package enum MermaidGraph {
  /// The chart. Asynchronous edges are dotted, and so are those that little speaks for, with a question mark.
  package static func text(of inventory: Inventory) -> String {
    let graph = SystemGraph(of: inventory)
    var lines = ["flowchart LR"]
    lines += graph.nodes.map { node in
      let (open, close) = shape(of: node.kind)
      return "  \(node.id)\(open)\"\(escaped(node.name))\"\(close)"
    }
    lines += graph.edges.map { edge in
      let label = edge.isCertain ? "" : "|?|"
      return "  \(edge.from) \(edge.kind == .async || !edge.isCertain ? "-.->" : "-->")\(label) \(edge.to)"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func shape(of kind: SystemGraph.Kind) -> (String, String) {
    switch kind {
    case .gateway: ("{{", "}}")
    case .service: ("[", "]")
    case .platform: ("([", "])")
    case .store: ("[(", ")]")
    case .queue: (">", "]")
    }
  }

  /// Mermaid reads entities by number inside quotes, and nothing else there.
  private static func escaped(_ text: String) -> String {
    text.replacingScalars { scalar in
      switch scalar {
      case "\"", "#", "<", ">", "&", "`", "\\": "#\(scalar.value);"
      case _ where scalar.value < 0x20: " "
      default: nil
      }
    }
  }
}
