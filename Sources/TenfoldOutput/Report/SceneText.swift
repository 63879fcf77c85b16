internal import TenfoldModel

/// What happened in a simulation, how soon all was well again, and what was expected, as text for people.
struct SceneText {
  /// Most lines of what happened; the rest is in the JSON.
  private static let mostLines = 24

  let style: TextStyle

  /// The lines, each part after an empty one; none when nothing happened and nothing was expected.
  func lines(of report: SimulationReport) -> [String] {
    happenings(report) + recoveries(report) + verdicts(report)
  }

  private func happenings(_ report: SimulationReport) -> [String] {
    guard !report.happenings.isEmpty else { return [] }
    var table = TextTable(["Time", report.runs > 1 ? "what happened in the first run" : "what happened"])
    for happening in report.happenings.prefix(Self.mostLines) {
      table.add([time(happening.time), happening.text])
    }
    let more = report.happenings.count - Self.mostLines
    return [""] + table.lines(in: style) + (more > 0 ? ["\(more) more in the JSON"] : [])
  }

  private func recoveries(_ report: SimulationReport) -> [String] {
    guard !report.recoveries.isEmpty else { return [] }
    var table = TextTable(["Recovery", "from", "to", "good again"])
    for recovery in report.recoveries {
      let answer =
        recovery.time.map { $0 == 0 ? "at once" : "after \(time($0))" } ?? style.paint("not by the end", .bad)
      table.add([recovery.event, time(recovery.begin), time(recovery.end), answer])
    }
    return [""] + table.lines(in: style)
  }

  private func verdicts(_ report: SimulationReport) -> [String] {
    guard !report.verdicts.isEmpty else { return [] }
    var table = TextTable(["Expected", "", "came"])
    for verdict in report.verdicts {
      table.add([
        verdict.expectation.description,
        verdict.isMet ? style.paint("met", .good) : style.paint("not met", .bad), observed(verdict, report),
      ])
    }
    return [""] + table.lines(in: style)
  }

  private func observed(_ verdict: SimulationReport.Verdict, _ report: SimulationReport) -> String {
    switch (verdict.expectation, verdict.observed) {
    case (.recovery, let value?): return value == 0 ? "at once" : "after \(time(value)) at the latest"
    case (.recovery, nil):
      return report.recoveries.isEmpty ? "nothing was planned in that time" : "not by the end"
    case (.figure(let figure, _, _, _, _), let value?): return figure.spelled(value)
    case (.figure(_, _, _, _, let window), nil):
      let slice = report.slices.first?.end ?? report.duration
      let isShort = min(window.until, report.duration) - window.from < 2 * slice
      return isShort
        ? "no slice of \(time(slice)) lies in that time; give a longer one or a shorter duration"
        : "nothing was answered"
    }
  }

  private func time(_ seconds: Double) -> String { QuantityText.duration(seconds) }
}
