internal import TenfoldModel

extension HTMLPage {
  /// The system as pictures and as a table, coloured by how busy every part is today.
  static func addGraph(
    _ graph: PageGraph, _ state: PageState, _ engine: GraphLayoutEngine, to page: inout HTMLText
  ) {
    page.add("<section id=\"graph\" aria-labelledby=\"graph-title\">")
    page.add("<h3 id=\"graph-title\">Who calls whom, and how busy it is</h3>")
    addLegend(to: &page)
    addCriticalPath(state.curve, to: &page)
    page.add(
      """
      <p class="tools" hidden><label>Find a part <input type="search" id="find" list="part-names" autocomplete="off"></label> \
      <button type="button" id="all" hidden>Show all</button></p>
      """)
    page.add("<div id=\"focus\" aria-live=\"polite\" hidden></div>")
    let drawing = GraphDrawing(graph, state)
    switch pictures(of: graph, drawing, engine) {
    case .success(let pictures):
      for picture in pictures { page.add(picture) }
      if let basis = graph.groups.basis { page.element("p", "Parts are grouped by \(basis).", class: "soft") }
    case .failure(let failure):
      page.element(
        "p", "There is no picture here: \(failure.reason). The table says the same.", class: "soft")
    }
    page.details("Every part in a table (\(graph.parts.count))", isOpen: graph.parts.count <= 12) { page in
      PartsTable(graph, state).add(to: &page)
    }
    page.add("</section>")
  }

  /// One picture of a small system; of a large one the groups, and each group on a click.
  private static func pictures(
    of graph: PageGraph, _ drawing: GraphDrawing, _ engine: GraphLayoutEngine
  ) -> Result<[String], GraphLayoutEngine.Failure> {
    let isLarge = graph.parts.count > GraphPicture.mostParts && graph.groups.basis != nil
    let divided = graph.groups.members.indices.filter { isLarge && graph.groups.members[$0].count > 1 }
    let first = isLarge ? GraphPicture.overview(of: graph) : GraphPicture.whole(of: graph)
    let pictures = [first] + divided.map { GraphPicture.inside(of: $0, of: graph) }
    let dot = pictures.map { GraphDescription.text(of: $0, widths: drawing.widths(of: $0)) }.joined()
    return engine.arrange(dot).flatMap { plain in
      guard let layouts = GraphLayout.read(plain), layouts.count == pictures.count else {
        return .failure(.init(reason: "the answer of the program that arranges it was not understood"))
      }
      var markup = [
        """
        <figure class="picture">\(drawing.markup(
          of: pictures[0], at: layouts[0], named: isLarge ? "Groups of parts and who calls whom" : "Parts and who calls whom"))\
        </figure>
        """
      ]
      for (index, group) in divided.enumerated() {
        let name = graph.groups.names[group]
        let picture = drawing.markup(
          of: pictures[index + 1], at: layouts[index + 1], named: "Parts of \(name) and who calls whom")
        markup.append(
          """
          <details class="group" id="group-\(group)"><summary>\(HTMLText.escaped(name)) \
          <span class="soft">\(graph.groups.members[group].count) parts</span></summary>\
          <figure class="picture">\(picture)</figure></details>
          """)
      }
      return .success(markup)
    }
  }

  private static func addLegend(to page: inout HTMLText) {
    let colours: [(Busyness, String)] = [
      (.low, "little busy"), (.planned, "as planned"), (.high, "busier than planned"),
      (.nearlyAll, "nearly all the time"), (.broken, "broken"), (.unknown, "– no load or no queue"),
    ]
    let swatches = colours.map { "<span class=\"swatch \($0.style)\">\($1)</span>" }.joined(separator: " ")
    page.add("<p class=\"legend\">\(swatches)</p>")
    page.element(
      "p",
      "A part's number is how busy its busiest processor, pool or consumer is. Hexagons are gateways, boxes services, "
        + "cylinders stores, boxes with cut corners caches, lying cylinders topics. Broken lines are messages, the thick line "
        + "is the way a request waits for longest.", class: "soft")
  }

  private static func addCriticalPath(_ curve: GrowthCurve?, to page: inout HTMLText) {
    guard let curve, let slowest = curve.slowestPath, let today = curve.points.first else { return }
    page.add("<ul class=\"paths\">")
    for path in curve.criticalPaths {
      let time = curve.journeys.firstIndex(of: path.journey).flatMap { today.p99s[$0] }
      let p99 = time.map { "p99 \(QuantityText.duration($0)) today" } ?? "no steady state today"
      let drawn = path == slowest && curve.criticalPaths.count > 1 ? ", the slowest" : ""
      page.add(
        """
        <li><b>\(HTMLText.escaped(path.journey))</b> waits longest at \
        \(path.components.map(HTMLText.escaped).joined(separator: " → ")) <span class="soft">(\(p99)\(drawn))</span></li>
        """)
    }
    page.add("</ul>")
  }
}
