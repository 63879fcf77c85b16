package import TenfoldModel

/// Who uses whom in DOT, the language of Graphviz.
package enum DOTGraph {
  /// The graph. Asynchronous edges are dashed, those that little speaks for dotted.
  package static func text(of inventory: Inventory, name: String) -> String {
    let graph = SystemGraph(of: inventory)
    var lines = ["digraph \(quoted(name)) {", "  rankdir=LR;", "  node [fontname=\"sans-serif\"];"]
    lines += graph.nodes.map { "  \($0.id) [label=\(quoted($0.name)), shape=\(shape(of: $0.kind))];" }
    lines += graph.edges.map { edge in
      let style = !edge.isCertain ? " [style=dotted]" : edge.kind == .async ? " [style=dashed]" : ""
      return "  \(edge.from) -> \(edge.to)\(style);"
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func shape(of kind: SystemGraph.Kind) -> String {
    switch kind {
    case .gateway: "hexagon"
    case .service: "box"
    case .platform: "ellipse"
    case .store: "cylinder"
    case .queue: "cds"
    }
  }

  /// A string of DOT: backslashes are doubled, since a label reads `\n` and `\l` as line breaks.
  private static func quoted(_ text: String) -> String {
    let inside = text.replacingScalars { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20: " "
      default: nil
      }
    }
    return "\"\(inside)\""
  }
}
