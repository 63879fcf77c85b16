internal import TenfoldModel

/// A picture that was arranged, as SVG with a link and a name for every node.
struct GraphDrawing {
  private let graph: PageGraph
  private let state: PageState
  /// Room around the picture: frames and cards behind cards reach beyond their nodes.
  private let margin = 14.0

  init(_ graph: PageGraph, _ state: PageState) {
    self.graph = graph
    self.state = state
  }

  /// Width of each node, in pixels; forms with points or lids at their sides take more.
  func widths(of picture: GraphPicture) -> [Double] {
    picture.nodes.map { subject in
      let words = 7.1 * Double(Self.short(name(of: subject)).count) + 28
      guard case .part(let part) = subject else { return max(84, words) }
      switch graph.parts[part].kind {
      case .gateway, .cdn, .topic: return max(84, words + 12)
      case .service, .store, .cache, .external: return max(84, words)
      }
    }
  }

  /// The drawing.
  func markup(of picture: GraphPicture, at layout: GraphLayout, named title: String) -> String {
    let (width, height) = (layout.width + 2 * margin, layout.height + 2 * margin)
    let widths = widths(of: picture)
    var page = HTMLText()
    page.add(
      """
      <svg class="graph" role="group" aria-label="\(HTMLText.escaped(title))" viewBox="\(Self.spell(-margin)) \
      \(Self.spell(-margin)) \(Self.spell(width)) \(Self.spell(height))" style="--w:\(Int(width.rounded(.up)))px">
      """)
    for frame in picture.frames { page.add(self.frame(frame, layout, widths)) }
    page.add("<g aria-hidden=\"true\">")
    for route in layout.routes {
      if let link = picture.links.first(where: { $0.from == route.from && $0.to == route.to }) {
        page.add(arrow(route, link, picture))
      }
    }
    page.add("</g>")
    for (index, subject) in picture.nodes.enumerated() {
      if let middle = layout.middles[index] { page.add(node(subject, middle, widths[index])) }
    }
    page.add("</svg>")
    return page.text
  }

  private func frame(
    _ frame: (group: Int, nodes: [Int]), _ layout: GraphLayout, _ widths: [Double]
  ) -> String {
    let half = GraphDescription.nodeHeight / 2
    let placed = frame.nodes.compactMap { node in layout.middles[node].map { ($0, widths[node] / 2) } }
    let left = (placed.map { $0.0.x - $0.1 }.min() ?? 0) - 8
    let right = (placed.map { $0.0.x + $0.1 }.max() ?? 0) + 8
    let top = (placed.map { $0.0.y - half }.min() ?? 0) - 20
    let bottom = (placed.map { $0.0.y + half }.max() ?? 0) + 8
    return """
      <g class="frame"><rect x="\(Self.spell(left))" y="\(Self.spell(top))" width="\(Self.spell(right - left))" \
      height="\(Self.spell(bottom - top))" rx="6"/><text x="\(Self.spell(left + 7))" y="\(Self.spell(top + 13))">\
      \(HTMLText.escaped(graph.groups.names[frame.group]))</text></g>
      """
  }

  /// A line with an open head; the line of the layout ends where the head begins.
  private func arrow(
    _ route: GraphLayout.Route, _ link: GraphPicture.Link, _ picture: GraphPicture
  ) -> String {
    func spell(_ point: GraphLayout.Point) -> String { "\(Self.spell(point.x)) \(Self.spell(point.y))" }
    let points = route.points
    let (before, end) = (points[points.count - 2], points[points.count - 1])
    let (dx, dy) = (end.x - before.x, end.y - before.y)
    let length = max(1e-6, (dx * dx + dy * dy).squareRoot())
    let (ux, uy) = (dx / length, dy / length)
    let tip = GraphLayout.Point(x: end.x + 6 * ux, y: end.y + 6 * uy)
    let sides = [1.0, -1.0].map { side in
      GraphLayout.Point(x: tip.x - 6 * ux - side * 3.5 * uy, y: tip.y - 6 * uy + side * 3.5 * ux)
    }
    let style = "e" + (link.isAsynchronous ? " async" : "") + (link.isCritical ? " critical" : "")
    let ends = "\(Self.key(picture.nodes[link.from])) \(Self.key(picture.nodes[link.to]))"
    return """
      <path class="\(style)" data-e="\(ends)" d="M\(spell(points[0]))C\(points.dropFirst().map(spell).joined(separator: " "))\
      L\(spell(tip))M\(spell(sides[0]))L\(spell(tip))L\(spell(sides[1]))"/>
      """
  }

  private func node(_ subject: GraphPicture.Subject, _ middle: GraphLayout.Point, _ width: Double) -> String {
    let height = GraphDescription.nodeHeight
    let name = name(of: subject)
    var (kind, words, target) = (ComponentKind?.none, "", "")
    var busiest: Int?
    switch subject {
    case .part(let part):
      (kind, busiest, target) = (graph.parts[part].kind, part, "part-\(part)")
      words = graph.parts[part].kind.rawValue
    case .group(let group):
      let members = graph.groups.members[group]
      (busiest, target, words) = (state.busiest(of: members), "group-\(group)", "\(members.count) parts")
    }
    let busyness = busiest.map { state.busyness(of: $0) } ?? .unknown
    let text = busiest.map { state.text(of: $0) } ?? ""
    let (left, top) = (middle.x - width / 2, middle.y - height / 2)
    let outline = NodeShape.path(kind, x: left, y: top, width: width, height: height)
    let line = NodeShape.line(kind, x: left, y: top, width: width, height: height)
    // The words of a cylinder stand below its lid.
    let (x, y) = (Self.spell(middle.x), middle.y + (kind == .store ? 2 : 0))
    return """
      <a href="#\(target)" class="node \(kind?.rawValue ?? "group") \(busyness.style)" data-n="\(Self.key(subject))" \
      aria-label="\(HTMLText.escaped("\(name), \(words), \(text)"))"><title>\(HTMLText.escaped("\(name), \(words)"))</title>\
      <path d="\(outline)"/>\(line.isEmpty ? "" : "<path class=\"line\" d=\"\(line)\"/>")<text x="\(x)" y="\(Self.spell(y - 2))">\(HTMLText.escaped(Self.short(name)))</text>\
      <text class="v" x="\(x)" y="\(Self.spell(y + 13))">\(text)</text></a>
      """
  }

  private func name(of subject: GraphPicture.Subject) -> String {
    switch subject {
    case .part(let part): graph.parts[part].name
    case .group(let group): graph.groups.names[group]
    }
  }

  /// How a script finds a node: `p7`, `g3`.
  private static func key(_ subject: GraphPicture.Subject) -> String {
    switch subject {
    case .part(let part): "p\(part)"
    case .group(let group): "g\(group)"
    }
  }

  private static func short(_ name: String) -> String {
    name.count > 24 ? String(name.prefix(23)) + "…" : name
  }

  private static func spell(_ value: Double) -> String { UserAxis.spell(value) }
}
