internal import TenfoldModel

/// An experiment as one page that needs nothing else and runs nothing: predicted and measured curves, the tables with the same
/// numbers, how it was measured and what was changed to fit the machine.
package enum LabPage {
  /// The page; the saved form of the experiment is in it, so that it can be rendered again.
  package static func text(of report: LabReport) -> String {
    var page = HTMLText()
    let name = HTMLText.escaped(report.system)
    page.add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    page.add(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
    )
    page.add("<title>\(name): predicted and measured</title>")
    page.add("<style>\n\(PageStyle.sheet(isLive: false))\n\(LabPageStyle.sheet)\n</style>\n</head>\n<body>")
    page.add("<header>")
    page.element("h1", report.system)
    page.element("p", verdict(of: report), class: "verdict")
    page.element(
      "p", "Everything was predicted before it was measured, from what operations take one at a time.",
      class: "soft")
    page.add(key)
    page.add("</header>\n<main>")
    for configuration in report.configurations { add(configuration, to: &page) }
    addMethod(of: report, to: &page)
    page.add("</main>")
    page.element("footer", "Tenfold \(report.toolVersion).")
    page.embed(report.document, id: "result")
    page.add("</body>\n</html>")
    return page.text
  }

  /// How near the simulator was, in a sentence or two.
  static func verdict(of report: LabReport) -> String {
    let rows = report.configurations.flatMap(\.rows).filter { $0.measured != nil }
    guard !rows.isEmpty else { return "Nothing has been measured yet." }
    let quiet = rows.filter { $0.measured?.isNoisy == false }
    let spoiled =
      "\(Wording.counted(rows.count - quiet.count, "load")) of \(rows.count) spoiled by other work"
    guard !quiet.isEmpty else {
      return "Other work on the machine spoiled every load: these figures say little about the system."
    }
    let near = quiet.filter { row in
      let error = LabReport.relativeError(row.simulated.throughput, row.measured?.figures.throughput)
      return abs(error ?? .infinity) <= tolerance
    }
    return
      "Answers per second were simulated within \(QuantityText.share(tolerance)) of what was measured at "
      + "\(near.count) of \(Wording.counted(quiet.count, "load"))"
      + (rows.count > quiet.count ? "; \(spoiled)." : ".")
  }

  /// Share of what was measured that a capacity is to be predicted within.
  private static let tolerance = 0.1

  private static var key: String {
    func item(_ drawing: String, _ text: String) -> String {
      "<span><svg viewBox=\"0 0 44 16\" aria-hidden=\"true\">\(drawing)</svg> \(text)</span>"
    }
    return "<p class=\"key\">" + item("<path class=\"solved\" d=\"M2 8L42 8\"/>", "solved")
      + item("<path class=\"simulated\" d=\"M2 8L42 8\"/>", "simulated")
      + item("<circle class=\"measured\" cx=\"22\" cy=\"8\" r=\"5\"/>", "measured")
      + item(
        "<circle class=\"measured spoiled\" cx=\"22\" cy=\"8\" r=\"5\"/>",
        "measured, spoiled by other work (*)")
      + "</p>"
  }

  private static func add(_ configuration: LabReport.Configuration, to page: inout HTMLText) {
    page.add(
      "<section><h2 id=\"\(HTMLText.escaped(configuration.id))\">\(HTMLText.escaped(configuration.title))</h2>"
    )
    page.element("p", "\(configuration.id): \(LabReport.times(of: configuration)).", class: "soft")
    page.add("<figure class=\"charts\">")
    for figure in LabChart.figures { page.add(LabChart(figure, of: configuration.rows).markup) }
    page.add(
      "<figcaption>Over the offered load in requests/s. A curve ends where there is no bound.</figcaption></figure>"
    )
    add(
      LabReport.rows(of: configuration),
      under: ["Offered", "By whom", "Answers/s", "Busy", "p50", "p99", "Remarks"], repeating: 1, to: &page)
    let nodes = configuration.nodeRows
    if let names = nodes.first?.dropFirst(2) {
      add(nodes, under: ["Busy at", "By whom"] + names, repeating: 1, to: &page)
    }
    let messages = configuration.messageRows
    if !messages.isEmpty {
      add(
        messages, under: ["Offered", "Handled by", "By whom", "Age", "Waiting", "Most", "Caught up in"],
        repeating: 2, to: &page)
    }
    page.element("p", "Takes when busy: \(LabReport.demands(of: configuration)).", class: "soft")
    page.add("</section>")
  }

  /// A table whose every row says in its first `count` cells what the rows above it said, for who hears it row by row.
  private static func add(
    _ rows: [[String]], under heading: [String], repeating count: Int, to page: inout HTMLText
  ) {
    var known = [String](repeating: "", count: count)
    page.table(
      heading,
      rows.dropFirst().map { row in
        for column in 0..<count where !row[column].isEmpty { known[column] = row[column] }
        return heading.indices.map { column in
          HTMLText.escaped(column < count ? known[column] : column < row.count ? row[column] : "")
        }
      }, class: "runs")
  }

  private static func addMethod(of report: LabReport, to page: inout HTMLText) {
    page.add("<h2 id=\"method\">How it was measured</h2>")
    page.element("h3", "What was changed to fit the machine")
    page.list(report.remarks + (report.hasQuotas ? [] : [LabReport.withoutQuotas]))
    page.element("h3", "How each load was sent")
    let cores = QuantityText.number(report.nodeCores)
    page.list([
      "Each load was sent for \(QuantityText.duration(report.duration)), at the moments of a Poisson process that does not wait "
        + "for answers; a time counts from the moment at which a request was due.",
      report.hasQuotas
        ? "Each node of a store, pooler, cache, broker or gateway had \(cores) cores by a quota, as if it were a machine."
        : "Nodes shared all cores of the machine.",
      "Demands are processor time of a server's group over the requests answered, each statement alone on busy servers; the "
        + "simulator knows the quotas; the solver's times are an upper bound: of slower cores, or of whole ones for more "
        + "requests by those that a used-up quota may delay.",
      "A load is marked as spoiled when a fixed piece of work took a quarter longer than undisturbed, when requests were sent more "
        + "than a millisecond late at the 99th percentile, or when a statement took a tenth more or less than calibrated "
        + "right afterwards.",
    ])
    page.add(
      "<p class=\"soft\"><code>tenfold lab run PATH</code> repeats it; <code>tenfold schema lab</code> describes its result.</p>"
    )
  }
}
