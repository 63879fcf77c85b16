internal import TenfoldModel

extension HTMLPage {
  /// The system from today's load to a thousand times it.
  static func addGrowth(
    of analysis: Analysis, _ curve: GrowthCurve?, _ engine: GraphLayoutEngine, isLive: Bool,
    to page: inout HTMLText
  ) {
    guard !analysis.system.components.isEmpty else { return }
    let state = PageState(analysis, curve)
    let graph = PageGraph(of: analysis.system, criticalPath: curve?.slowestPath?.components ?? [])
    page.add("<section class=\"growing\">\n<h2 id=\"growth\">Growth</h2>")
    defer { page.add("</section>") }
    guard let curve else { return addGraph(graph, state, engine, to: &page) }
    let data = GrowthData(state, graph, curve)
    let panels = GrowthPanels(state, data, curve)
    panels.add(isLive: isLive, to: &page)
    addGraph(graph, state, engine, to: &page)
    panels.addTaken(to: &page)
    GrowthPointsTable(state, curve).add(to: &page)
    page.embed(data.document, id: "growth-data")
  }
}

extension HTMLText {
  /// Adds a document for scripts and programs to read; `<` is spelled so that no text in it ends the element.
  mutating func embed(_ document: JSONValue, id: String) {
    let text = document.line.replacingScalars { $0 == "<" ? "\\u003c" : nil }
    add("<script type=\"application/json\" id=\"\(id)\">\(text)</script>")
  }
}
