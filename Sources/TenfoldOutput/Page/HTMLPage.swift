internal import TenfoldMaturity
public import TenfoldModel

/// The whole answer as one page that needs nothing else: no network, and no script to be read; in light and dark, on paper.
public enum HTMLPage {
  /// The page, in the order verdict, growth, level, bottleneck at each stage, solutions, numbers, trade-offs, evidence.
  ///
  /// - Parameters:
  ///   - analysis: What it shows.
  ///   - curve: The same system solved at many loads; nil leaves out what rests on it.
  ///   - engine: Arranges the pictures of the system; where it cannot, the page says why and has a table.
  ///   - live: What a page knows that is served and asks its server; nil for a file.
  public static func text(
    of analysis: Analysis, curve: GrowthCurve? = nil,
    engine: GraphLayoutEngine = .none(because: "none was asked for"), live: LivePage? = nil
  ) -> String {
    var page = HTMLText()
    let name = HTMLText.escaped(analysis.system.name)
    page.add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    page.add(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"\(PageScript.policy(isLive: live != nil))\">"
    )
    page.add(
      "<title>\(name): what breaks first</title>\n<style>\n\(PageStyle.sheet(isLive: live != nil))\n</style>\n</head>\n<body>"
    )
    page.add("<header>")
    if let live {
      page.add("<p id=\"live\" class=\"bad\" role=\"status\"></p>")
      addTried(live, to: &page)
    }
    page.element("h1", analysis.system.name)
    page.element("p", verdict(of: analysis), class: "verdict")
    if let inventory = analysis.inventory {
      page.element(
        "p", "\(Wording.size(of: inventory)) (\(Wording.reading(of: inventory))).", class: "soft")
    }
    page.element("p", "Today: \(Wording.load(of: analysis)).", class: "soft")
    page.element("p", "Goal: \(Wording.goal(of: analysis)).", class: "soft")
    page.add("</header>\n<main>")
    addGrowth(of: analysis, curve, engine, isLive: live != nil, to: &page)
    addLevels(of: analysis.assessment, to: &page)
    addBottlenecks(of: analysis, to: &page)
    addSolutions(of: analysis, to: &page)
    addNumbers(of: analysis, to: &page)
    addTradeoffs(of: analysis, to: &page)
    addEvidence(of: analysis, to: &page)
    page.add("</main>")
    page.element(
      "footer",
      "Tenfold \(Release.version). Numbers are low, likely and high: roughly nine times of ten the truth lies between."
    )
    PageResult.add(ResultJSON.document(of: analysis, curve: curve), to: &page)
    if curve != nil { page.add("<script>\n\(PageScript.source(isLive: live != nil))\n</script>") }
    if let live { page.add("<script>\n\(LiveScript.source(version: live.version))\n</script>") }
    page.add("</body>\n</html>")
    return page.text
  }

  /// The answer in a sentence or two.
  static func verdict(of analysis: Analysis) -> String {
    guard let first = analysis.firstLimit else {
      return "Nothing breaks within the growth that was looked at."
    }
    let breaking = Wording.breaking(of: first)
    let what =
      first.isViolatedNow
      ? "\(Wording.name(of: first)) \(breaking)." : "\(Wording.name(of: first)) breaks first, \(breaking)."
    guard let step = analysis.plan.first else { return what }
    return "\(what) Do first: \(step.action)."
  }

  private static func addLevels(of assessment: Assessment, to page: inout HTMLText) {
    page.add("<h2 id=\"level\">Level</h2>")
    if let held = Wording.heldBack(assessment) { page.element("p", held.capitalizedFirst + ".") }
    page.add("<ul class=\"levels\">")
    for dimension in Dimension.allCases {
      let level = assessment.levels[dimension]?.level
      let title = level.flatMap { Ladder.cell(dimension, level: $0)?.title } ?? "the files could not show it"
      page.add(
        """
        <li><span class="name">\(dimension.name)</span><b>\(level.map { "\($0) of 4" } ?? "–")</b>\
        <span class="title">\(HTMLText.escaped(title))</span></li>
        """)
    }
    page.add("</ul>")
    var anchors: Set<String> = []
    for dimension in Dimension.allCases {
      guard let level = assessment.levels[dimension] else { continue }
      let reached = level.level.map { "level \($0)" } ?? "not assessed"
      page.details("\(dimension.name.capitalizedFirst), \(reached): why, and what the next level lacks") {
        page in
        if let note = level.note { page.element("p", note) }
        addFindings("Found", level.evidence, &anchors, to: &page)
        addFindings("Lacks", level.missing, &anchors, to: &page)
      }
    }
  }

  /// Findings, each rule's first with the rule's id as its address: `report.html#TF-D2-3`.
  private static func addFindings(
    _ title: String, _ findings: [DimensionLevel.Finding], _ anchors: inout Set<String>,
    to page: inout HTMLText
  ) {
    guard !findings.isEmpty else { return }
    page.element("h3", title)
    page.add("<ul>")
    for finding in findings {
      let places = finding.evidence.prefix(8).map { "\($0.location)" }.joined(separator: ", ")
      let text = "\(finding.rule): \(finding.message)" + (places.isEmpty ? "" : " (\(places))")
      let isFirst = anchors.insert(finding.rule).inserted
      let anchor = isFirst ? " id=\"\(HTMLText.escaped(finding.rule))\"" : ""
      page.add("<li\(anchor)>\(HTMLText.escaped(text))</li>")
    }
    page.add("</ul>")
  }

  private static func addBottlenecks(of analysis: Analysis, to page: inout HTMLText) {
    page.add("<h2 id=\"bottlenecks\">Bottleneck at each stage</h2>")
    let chart = GrowthChart(constraints: analysis.constraints, usersNow: analysis.usersNow.likely)
    if let drawing = chart.markup {
      page.add(
        "<figure>\(drawing)<figcaption>Users at which each limit is reached; the bar is its range.</figcaption></figure>"
      )
    }
    let stages = Stage.all(of: analysis)
    if stages.isEmpty { page.element("p", "Growth reaches no limit of this system.") }
    for stage in stages {
      page.element("h3", stage.name.capitalizedFirst)
      page.table(
        ["limit", "kind", "users", "requests/s", "first in", "why"],
        stage.constraints.prefix(15).map { constraint in
          [
            HTMLText.escaped(Wording.name(of: constraint)), constraint.family.rawValue,
            constraint.isViolatedNow ? "<span class=\"bad\">today</span>" : cell(constraint.breaksAtUsers),
            constraint.breaksAtRate.map { QuantityText.count($0.likely) } ?? "",
            constraint.probabilityFirst > 0 ? Wording.roughShare(constraint.probabilityFirst) : "",
            HTMLText.escaped(constraint.explanation),
          ]
        })
      if stage.constraints.count > 15 {
        page.element("p", "and \(stage.constraints.count - 15) more in the JSON result.", class: "soft")
      }
    }
  }

  private static func addSolutions(of analysis: Analysis, to page: inout HTMLText) {
    page.add("<h2 id=\"solutions\">Solutions</h2>")
    guard !analysis.plan.isEmpty else {
      page.element("p", "Nothing needs to be done for the growth asked for.")
      return
    }
    let road = Roadmap(of: analysis)
    if !road.stages.isEmpty {
      page.add(
        "<figure>\(RoadChart(road).markup)<figcaption>Users carried as it is and after each step.</figcaption></figure>"
      )
    }
    page.add("<ol class=\"steps\">")
    for step in analysis.plan {
      page.add("<li><span class=\"action\">\(HTMLText.escaped(step.action))</span>")
      page.element("p", Wording.gain(of: step, usersNow: analysis.usersNow.likely).capitalizedFirst + ".")
      let answers = step.relieves.isEmpty ? "" : "answers \(step.relieves); "
      let next = step.nextConstraint.map { "then \($0) is first" } ?? "then nothing is left"
      page.element("p", "\(step.remedy): \(answers)\(next); risk: \(step.risk).", class: "soft")
      page.add("</li>")
    }
    page.add("</ol>")
  }

  private static func addNumbers(of analysis: Analysis, to page: inout HTMLText) {
    page.add("<h2 id=\"numbers\">Numbers</h2>")
    page.element("p", "What the numbers rest on: \(Wording.bases(analysis.bases)).")
    if !analysis.measureFirst.isEmpty {
      page.element("h3", "Measure first")
      page.table(
        ["number", "as it stands", "decides of the range", "how to measure it"],
        analysis.measureFirst.map {
          [
            HTMLText.escaped($0.quantity), HTMLText.escaped($0.current), Wording.roughShare($0.share),
            HTMLText.escaped($0.how),
          ]
        })
    }
    for estimate in analysis.estimates {
      page.details("What it takes at \(QuantityText.users(estimate.users))") { page in
        page.table(
          ["", "likely", "range", "formula"],
          estimate.lines.map { line in
            [
              HTMLText.escaped(line.name), HTMLText.escaped(Wording.value(line.value.likely, in: line.unit)),
              Wording.range(line.value, in: line.unit),
              HTMLText.escaped(line.formula + (line.isConvention ? " (a convention)" : "")),
            ]
          })
      }
    }
  }

  private static func addTradeoffs(of analysis: Analysis, to page: inout HTMLText) {
    page.add("<h2 id=\"trade-offs\">Trade-offs</h2>")
    let given = analysis.plan.filter { !$0.tradeoff.isEmpty }
    if !given.isEmpty {
      page.element("h3", "What the steps give up")
      page.list(given.map { "\($0.remedy) (\($0.subject)): \($0.tradeoff)" })
    }
    if !analysis.checks.isEmpty {
      page.element("h3", "Simulated")
      page.table(
        ["after", "users", "journey", "p99 solved", "p99 simulated", "failed"],
        analysis.checks.map { Wording.cells(of: $0).map(HTMLText.escaped) })
    }
    if analysis.waysToBegin.count > 1 {
      page.element("h3", "Ways to begin")
      page.element(
        "p",
        "None is as good as another in capacity, latency, price and effort and better in one. Regret is the share of the "
          + "best one's relief for its cost that is lost by choosing another, the mean over the ranges of all numbers.",
        class: "soft")
      page.table(
        ["what", "carries", "p99 today", "a month", "person-weeks", "regret"],
        analysis.waysToBegin.map { Wording.cells(of: $0).map(HTMLText.escaped) })
    }
    if !analysis.rejected.isEmpty {
      page.element("h3", "Considered and left")
      page.list(analysis.rejected.map { "\($0.remedy) (\($0.subject)): \($0.reason)" })
    }
  }

  private static func cell(_ range: Range3?) -> String {
    guard let range else { return "" }
    return QuantityText.count(range.likely) + " <span class=\"soft\">\(Wording.userRange(range))</span>"
  }
}

extension String {
  /// The text with a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
