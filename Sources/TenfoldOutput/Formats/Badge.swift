/// A report as a badge: headroom, in the colour of the gate.
package enum Badge {
  /// An SVG image that needs no font and no network.
  package static func text(of report: GateReport) -> String {
    let measure = GateMeasure.headroom
    let value = measure.value(in: report.standing)
    let label = report.outcomes.isEmpty || report.isMet ? "headroom" : "headroom, gate not met"
    return text(label: label, message: measure.text(value), color: color(report, headroom: value))
  }

  /// Red below today's load or behind a shut gate, amber where waivers or a baseline hold it open.
  private static func color(_ report: GateReport, headroom: Double?) -> String {
    guard report.isMet, let headroom, headroom > 1 else { return "#b3261e" }
    return report.isMetAsIs ? "#1e7b34" : "#8a5a00"
  }

  private static func text(label: String, message: String, color: String) -> String {
    let (left, right) = (width(of: label), width(of: message))
    let (label, message) = (XMLText.escaped(label), XMLText.escaped(message))
    let all = left + right
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(all)" height="20" role="img" aria-label="\(label): \(message)">
        <title>\(label): \(message)</title>
        <rect width="\(left)" height="20" fill="#444"/>
        <rect x="\(left)" width="\(right)" height="20" fill="\(color)"/>
        <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
          <text x="\(left / 2)" y="14" textLength="\(left - 12)">\(label)</text>
          <text x="\(left + right / 2)" y="14" textLength="\(right - 12)">\(message)</text>
        </g>
      </svg>

      """
  }

  /// Seven pixels a letter is about what Verdana takes at eleven; `textLength` does the rest.
  private static func width(of text: String) -> Int { text.count * 7 + 12 }
}
