internal import TenfoldModel

/// A report as Markdown for a pull request: a sentence, a table, and the rest folded.
///
/// It begins with a mark that no reader sees, by which a comment is found again and updated in place.
package enum PullRequestMarkdown {
  /// The mark.
  package static let mark = "<!-- tenfold -->"

  /// The comment; empty when nothing moved against the baseline and nothing fails.
  package static func text(of report: GateReport) -> String {
    guard report.hasMoved else { return "" }
    var parts = [mark, sentence(report), table(report)]
    parts += [limits(report), steps(report), waivers(report), doubts(report)].compactMap { $0 }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func sentence(_ report: GateReport) -> String {
    let standing = report.standing
    var parts = [DifferenceWording.firstLimit(of: standing)]
    if let baseline = report.baseline, report.movedMeasures.contains(.headroom) {
      parts[0] = DifferenceWording.headroom(from: baseline, to: standing) + "; " + parts[0]
    }
    if !report.outcomes.isEmpty { parts.append(report.verdict) }
    let text = MarkdownText.escaped(parts.joined(separator: "; "))
    return "\(report.isMet ? "✅" : "❌") **\(MarkdownText.escaped(standing.system)):** \(text)."
  }

  private static func table(_ report: GateReport) -> String {
    let hasBaseline = report.baseline != nil
    let hasGate = !report.outcomes.isEmpty
    var rows = [["", "now"], ["---", "---"]]
    if hasBaseline {
      rows[0].insert("before", at: 1)
      rows[1].insert("---", at: 1)
    }
    if hasGate {
      rows[0] += ["asked for", ""]
      rows[1] += ["---", "---"]
    }
    func row(_ measure: GateMeasure, _ now: String, _ asked: String, _ verdict: String) -> [String] {
      var row = [measure.title]
      if let baseline = report.baseline { row.append(measure.text(measure.value(in: baseline))) }
      return row + [now] + (hasGate ? [asked, verdict] : [])
    }
    for outcome in report.outcomes {
      rows.append(
        row(outcome.threshold.measure, outcome.valueText, outcome.threshold.demand, verdict(outcome)))
    }
    for measure in GateMeasure.all where !report.outcomes.contains(where: { $0.threshold.measure == measure })
    {
      rows.append(row(measure, measure.text(measure.value(in: report.standing)), "", ""))
    }
    return rows.enumerated().map { index, row in
      "| " + row.map { index == 1 ? $0 : MarkdownText.escaped($0) }.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }

  private static func verdict(_ outcome: GateOutcome) -> String {
    switch outcome.verdict {
    case .met: "met"
    case .waived: "waived"
    case .known: "not met, as before"
    case .failed: "not met"
    }
  }

  private static func limits(_ report: GateReport) -> String? {
    let limits = report.standing.limits.filter { $0.users.isFinite }
    let lines = limits.prefix(10).map { limit in
      let load = limit.isViolatedNow ? "today" : "at \(QuantityText.users(limit.users))"
      return "- \(limit.name) \(load): \(limit.explanation)"
    }
    return folded("What breaks as it grows (\(limits.count))", lines)
  }

  private static func steps(_ report: GateReport) -> String? {
    let lines = report.standing.steps.prefix(5).map { step in
      let reach = step.users.isFinite ? "carries \(QuantityText.users(step.users))" : "no limit left"
      let cost =
        abs(step.monthlyCost) < 0.5
        ? "" : ", \(step.monthlyCost < 0 ? "-" : "+")\(QuantityText.money(abs(step.monthlyCost))) a month"
      return "- \(step.action): \(reach)\(cost)"
    }
    return folded("What to do first", lines)
  }

  private static func waivers(_ report: GateReport) -> String? {
    folded(
      "Waivers (\(report.waivers.count))",
      report.waivers.map { "- \($0.waiver.name), \($0.state.rawValue), \($0.waiver.justification)" })
  }

  private static func doubts(_ report: GateReport) -> String? {
    let unread = report.standing.unread.map { "- \($0.file): \($0.reason)" }
    let doubts = report.standing.doubts.filter { $0.severity != .note }
      .map { "- \($0.location.map { "\($0): " } ?? "")\($0.message)" }
    let all = unread + doubts
    let more = all.count > 10 ? ["- and \(all.count - 10) more (tenfold discover)"] : []
    return folded("What the answer rests on doubtfully (\(all.count))", all.prefix(10) + more)
  }

  private static func folded(_ summary: String, _ lines: [String]) -> String? {
    guard !lines.isEmpty else { return nil }
    let items = lines.map { "- " + MarkdownText.escaped(String($0.dropFirst(2))) }
    return
      "<details><summary>\(MarkdownText.escaped(summary))</summary>\n\n\(items.joined(separator: "\n"))\n\n</details>"
  }
}

/// Writes text into Markdown.
enum MarkdownText {
  /// The text on one line, with nothing left that would be read as markup, a table's edge or somebody's name.
  static func escaped(_ text: String) -> String {
    text.replacingScalars { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "@": "&#64;"
      case "\\", "|", "*", "_", "`", "[", "]", "~", "#": "\\\(scalar)"
      case "\n", "\r": " "
      default: nil
      }
    }
  }
}
