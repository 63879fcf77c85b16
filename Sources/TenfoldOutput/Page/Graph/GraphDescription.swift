/// A picture in DOT, for a program that arranges it: boxes of known sizes without a word in them, so that neither fonts
/// nor names decide where anything stands.
enum GraphDescription {
  /// Height of every node, in pixels.
  static let nodeHeight = 40.0

  /// The picture as a directed graph whose nodes are `n0`, `n1` and so on.
  static func text(of picture: GraphPicture, widths: [Double]) -> String {
    var lines = [
      "digraph {", "  rankdir=LR; nodesep=0.17; ranksep=0.55;",
      "  node [shape=box, fixedsize=true, label=\"\", height=\(inches(nodeHeight))];",
      "  edge [arrowsize=0.7];",
    ]
    for index in picture.nodes.indices { lines.append("  n\(index) [width=\(inches(widths[index]))];") }
    for (number, frame) in picture.frames.enumerated() {
      let names = frame.nodes.map { "n\($0)" }.joined(separator: "; ")
      lines.append("  subgraph cluster_\(number) { margin=10; label=\" \"; fontsize=12; \(names) }")
    }
    // Messages between groups often run in circles: calls alone decide who stands behind whom there.
    lines += picture.links.map { link in
      "  n\(link.from) -> n\(link.to)\(picture.isOverview && link.isAsynchronous ? " [constraint=false]" : "");"
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func inches(_ pixels: Double) -> String {
    "\((pixels / GraphLayout.scale * 1000).rounded() / 1000)"
  }
}
