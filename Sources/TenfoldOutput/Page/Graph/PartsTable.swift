internal import TenfoldModel

/// Every part in a row: what the picture shows, for those who read rather than look, and where there is no picture.
struct PartsTable {
  private let graph: PageGraph
  private let state: PageState

  init(_ graph: PageGraph, _ state: PageState) {
    self.graph = graph
    self.state = state
  }

  func add(to page: inout HTMLText) {
    var called = [[Int]](repeating: [], count: graph.parts.count)
    var callers = called
    for edge in graph.edges {
      called[edge.from].append(edge.to)
      callers[edge.to].append(edge.from)
    }
    let isGrouped = graph.groups.basis != nil
    let head =
      ["part", "kind"] + (isGrouped ? ["group"] : []) + ["busy", "first limit", "calls", "called by"]
    page.add("<div class=\"scroll\"><table class=\"parts\"><thead><tr>")
    page.add(head.map { "<th scope=\"col\">\($0)</th>" }.joined() + "</tr></thead><tbody>")
    for (index, part) in graph.parts.enumerated() {
      let limit = state.limits.first { $0.part == index }
      let group = isGrouped ? "<td>\(HTMLText.escaped(graph.groups.names[part.group]))</td>" : ""
      page.add(
        """
        <tr id="part-\(index)"><th scope="row">\(HTMLText.escaped(part.name))</th><td>\(part.kind.rawValue)</td>\(group)\
        <td class="\(state.busyness(of: index).style)" data-n="p\(index)"><span class="v">\(state.text(of: index))</span></td>\
        <td>\(limit.map(Self.text) ?? "")</td><td>\(links(called[index]))</td><td>\(links(callers[index]))</td></tr>
        """)
    }
    page.add("</tbody></table></div>")
  }

  private func links(_ parts: [Int]) -> String {
    parts.map { "<a href=\"#part-\($0)\">\(HTMLText.escaped(graph.parts[$0].name))</a>" }.joined(
      separator: ", ")
  }

  private static func text(of limit: PageState.Limit) -> String {
    let when = limit.users > 0 ? "at \(QuantityText.users(limit.users))" : "today"
    return HTMLText.escaped("\(limit.constraint.quantity) \(when)")
  }
}
