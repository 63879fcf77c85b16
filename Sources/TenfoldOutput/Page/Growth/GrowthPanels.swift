internal import TenfoldModel

/// What stands beside the slider: what is broken, what the plan does and what it takes, written for today's load. A script
/// only hides, shows and replaces texts in it.
struct GrowthPanels {
  private let state: PageState
  private let data: GrowthData
  private let curve: GrowthCurve

  init(_ state: PageState, _ data: GrowthData, _ curve: GrowthCurve) {
    self.state = state
    self.data = data
    self.curve = curve
  }

  /// - Parameter isLive: Whether a server can be asked what changes would do.
  func add(isLive: Bool, to page: inout HTMLText) {
    addSlider(isLive: isLive, to: &page)
    if isLive { HTMLPage.addWhatIf(to: &page) }
    page.add("<div class=\"panels\">")
    addBroken(to: &page)
    addPlan(to: &page)
    page.add("</div>")
  }

  private var today: Double { state.analysis.usersNow.likely }

  private func addSlider(isLive: Bool, to page: inout HTMLText) {
    guard let first = curve.points.first, let last = curve.points.last else { return }
    let reach = GrowthData.times(last, today: today)
    let between =
      isLive
      ? "The server solves the loads between them as they are asked for."
      : "Between two of them both their values are shown, and colours go over from one to the other in proportion to the load. "
        + "<code>tenfold solve --users N</code> solves any other."
    page.add(
      """
      <div id="dial" hidden><p><label for="load">Load, from today to \(reach)</label> <output id="load-text" for="load"></output></p>
      <input type="range" id="load" min="0" max="600" value="0" aria-describedby="load-note">
      <p class="tools"><button type="button" id="back">Previous solved load</button> \
      <button type="button" id="on">Next solved load</button> <button type="button" id="break">Next that breaks</button></p></div>
      <p class="soft" id="load-note" hidden>\(curve.points.count) loads from \(QuantityText.users(first.users)) to \
      \(QuantityText.users(last.users)) were solved for the system as it stands, among them one just below each load at which \
      something breaks. Beyond the first without a steady state every request is taken to be sent once. \(between)</p>
      """)
  }

  private func addBroken(to page: inout HTMLText) {
    let limits = state.limits.filter(data.isWithin)
    page.add(
      "<section aria-labelledby=\"broken-title\"><h3 id=\"broken-title\">Broken <span class=\"at\">today</span></h3>"
    )
    let count = limits.filter { $0.users <= today }.count
    page.add(
      "<p id=\"broken-count\" aria-live=\"polite\">\(count == 0 ? "Nothing is." : Wording.counted(count, "limit"))</p>"
    )
    page.add("<ol id=\"broken\">")
    for limit in limits {
      let hidden = limit.users <= today ? "" : " hidden"
      let when = limit.users > 0 ? "at \(QuantityText.users(limit.users))" : "today"
      page.add(
        """
        <li\(hidden)><b>\(HTMLText.escaped(Wording.name(of: limit.constraint)))</b> \(when) \
        <span class="soft">\(limit.constraint.family.rawValue)</span></li>
        """)
    }
    page.add("</ol></section>")
  }

  private func addPlan(to page: inout HTMLText) {
    let road = Roadmap(of: state.analysis)
    page.add(
      "<section aria-labelledby=\"plan-title\"><h3 id=\"plan-title\">The plan <span class=\"at\">today</span></h3>"
    )
    if road.stages.isEmpty {
      page.element(
        "p", state.analysis.plan.first.map { "\($0.action.capitalizedFirst)." } ?? "Nothing needs to be done."
      )
    }
    page.add("<ol id=\"steps\">")
    for stage in road.stages {
      let carries =
        stage.carries.isFinite ? "carries \(QuantityText.users(stage.carries))" : "no limit is left then"
      let isNeeded = stage.neededAt <= today
      page.add(
        """
        <li class="\(isNeeded ? "needed" : "later")" data-from="\(ResultJSON.number(stage.neededAt).line)">\
        \(HTMLText.escaped(stage.step.action)) <span class="soft">from \(QuantityText.users(stage.neededAt)); \(carries)</span> \
        <b class="need">\(isNeeded ? "needed" : "not yet")</b></li>
        """)
    }
    page.add("</ol>")
    if !road.stages.isEmpty, road.carriesAtLast.isFinite {
      let isBeyond = road.carriesAtLast < today
      page.add(
        """
        <p id="beyond" data-from="\(ResultJSON.number(road.carriesAtLast).line)"\(isBeyond ? "" : " hidden")>The plan carries no \
        more than \(QuantityText.users(road.carriesAtLast)); plan for more with <code>--growth</code>.</p>
        """)
    }
    page.add("</section>")
  }

  /// What it takes, below the pictures.
  func addTaken(to page: inout HTMLText) {
    guard let first = curve.points.first else { return }
    let rows =
      zip(curve.journeys, first.p99s).map { journey, p99 in
        let isBroken = state.limits.contains { $0.journey == journey && $0.users <= today }
        return ("p99 of \(journey)", isBroken ? "broken" : GrowthData.p99(p99))
      }
      + [("requests given up", GrowthData.failed(first.failedShare))]
      + first.estimate.lines.map { ($0.name, Wording.value($0.value.likely, in: $0.unit)) }
    page.add(
      "<section aria-labelledby=\"takes-title\"><h3 id=\"takes-title\">What it takes <span class=\"at\">today</span></h3>"
    )
    page.add("<table id=\"takes\"><tbody>")
    for (name, value) in rows {
      let style = value == "broken" ? " class=\"over\"" : ""
      page.add(
        "<tr><th scope=\"row\">\(HTMLText.escaped(name))</th><td\(style)>\(HTMLText.escaped(value))</td></tr>"
      )
    }
    page.add("</tbody></table></section>")
  }
}
