public import TenfoldModel

/// A drawing of a road: a bar for what the system carries after each step, over the number of users.
struct RoadChart {
  private let road: Roadmap
  private let axis: UserAxis
  private let rowHeight = 26.0

  /// Draws a road; what is carried without limit ends where the scale does.
  init(_ road: Roadmap) {
    self.road = road
    let reached = road.stages.map(\.carries).filter(\.isFinite).max() ?? road.goal
    axis = UserAxis(from: road.usersNow, to: max(road.goal, reached))
  }

  /// The drawing.
  var markup: String {
    let height = Double(road.stages.count + 1) * rowHeight + 58
    var page = HTMLText()
    page.add(
      "<svg viewBox=\"0 0 1000 \(Int(height))\" role=\"img\" aria-label=\"Users carried after each step\">"
    )
    page.add(axis.markup(height: height, today: road.usersNow))
    let goal = UserAxis.spell(axis.position(road.goal))
    page.add("<line class=\"mark\" x1=\"\(goal)\" x2=\"\(goal)\" y1=\"22\" y2=\"\(Int(height) - 26)\"/>")
    page.add("<text class=\"axis\" x=\"\(goal)\" y=\"16\" text-anchor=\"middle\">goal</text>")
    let limit = road.firstLimit.map { "\(Wording.name(of: $0)) gives way" } ?? "nothing gives way"
    page.add(row("as it is", limit, from: road.usersNow, to: road.carriesNow, top: 32))
    for (index, stage) in road.stages.enumerated() {
      let name = "\(index + 1) \(stage.step.remedy) \(stage.step.subject)"
      page.add(
        row(
          name, stage.step.action, from: stage.neededAt, to: stage.carries,
          top: 32 + Double(index + 1) * rowHeight))
    }
    page.add("</svg>")
    return page.text
  }

  private func row(_ name: String, _ title: String, from: Double, to users: Double, top: Double) -> String {
    let start = axis.position(min(from, users))
    let end = axis.position(users)
    let short = name.count > 42 ? String(name.prefix(41)) + "…" : name
    let reach = users.isFinite ? "carries \(QuantityText.users(users))" : "no limit left"
    return """
      <g><title>\(HTMLText.escaped("\(title): \(reach)"))</title>\
      <text x="\(UserAxis.spell(axis.left - 12))" y="\(UserAxis.spell(top + 14))" text-anchor="end">\(HTMLText.escaped(short))</text>\
      <rect class="bar faint" x="\(UserAxis.spell(axis.left))" y="\(UserAxis.spell(top + 9))" width="\(UserAxis.spell(max(0, start - axis.left)))" height="2"/>\
      <rect class="bar" x="\(UserAxis.spell(start))" y="\(UserAxis.spell(top + 5))" width="\(UserAxis.spell(max(2, end - start)))" height="10" rx="3"/></g>
      """
  }
}

/// A drawing that stands alone, with the colours that it has on the page.
public enum RoadDrawing {
  /// The road of an analysis as an SVG file.
  public static func text(of analysis: Analysis) -> String {
    let style = """
      <style>svg{background:#fff}text{font:12px sans-serif;fill:#1a1f24}.axis{fill:#5a6672}.grid{stroke:#d4dae0}\
      .bar{fill:#3b76b8}.mark{stroke:#b4541a}</style>
      """
    let drawing = RoadChart(Roadmap(of: analysis)).markup
    guard let end = drawing.firstIndex(of: ">") else { return drawing }
    let head = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + drawing[..<end].dropFirst(4)
    return head + ">\n" + style + drawing[drawing.index(after: end)...]
  }
}
