internal import TenfoldModel

/// What a gate says, as text: a line for each check, the verdict, and what a waiver or a baseline changes.
package struct GateText: Sendable {
  private let style: TextStyle

  /// Lays out for a style.
  package init(style: TextStyle) {
    self.style = style
  }

  /// The report.
  package func text(of report: GateReport) -> String {
    var table = TextTable(
      ["", "check", "now"] + (report.baseline == nil ? [] : ["baseline"]) + ["because of"])
    for outcome in report.outcomes {
      let measure = outcome.threshold.measure
      let before = report.baseline == nil ? [] : [measure.text(outcome.baseline)]
      table.add(
        [word(for: outcome.verdict), outcome.threshold.text, outcome.valueText] + before
          + [reason(for: outcome)])
    }
    var lines = [
      style.paint(report.standing.system, .strong) + ": " + DifferenceWording.firstLimit(of: report.standing)
    ]
    lines += [""] + table.lines(in: style) + [""]
    lines += style.labeled("Gate", report.verdict, role: report.isMet ? .good : .bad)
    if !report.isMetAsIs, report.isMet {
      let unmet = report.outcomes.count { $0.verdict != .met }
      lines += style.labeled(
        "", "\(Wording.counted(unmet, "check")) would not be met without waivers and baseline")
    }
    for (index, entry) in report.waivers.enumerated() {
      lines += style.labeled(
        index == 0 ? "Waivers" : "",
        "\(entry.waiver.name), \(entry.state.rawValue), \(entry.waiver.justification)",
        role: entry.state == .used ? nil : .doubtful)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func word(for verdict: GateOutcome.Verdict) -> String {
    switch verdict {
    case .met: "met"
    case .waived: "waived"
    case .known: "known"
    case .failed: "NOT MET"
    }
  }

  private func reason(for outcome: GateOutcome) -> String { outcome.limit?.name ?? "" }
}
