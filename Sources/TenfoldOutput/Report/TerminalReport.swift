internal import TenfoldCatalog
public import TenfoldModel

/// The whole answer about a system as text that fits one screen: level, bottleneck at each stage, solutions,
/// numbers, trade-offs.
public struct TerminalReport: Sendable {
  private let style: TextStyle
  /// Steps of the plan that are shown.
  private static let mostSteps = 5

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// The answer, at most 40 lines of it.
  public func text(of analysis: Analysis) -> String {
    let sections = [
      header(analysis), maturity(analysis.assessment), today(analysis), bottlenecks(analysis),
      solutions(analysis), numbers(analysis), tradeoffs(analysis), doubts(analysis), more(analysis),
    ]
    var lines: [String] = []
    for (index, section) in sections.enumerated() where !section.isEmpty {
      // A blank line after the header and before the solutions makes the answer's three parts visible.
      if index == 1 || index == 3 || index == 4 || index == 5 { lines.append("") }
      lines += section
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func header(_ analysis: Analysis) -> [String] {
    guard let inventory = analysis.inventory else {
      return [style.paint(analysis.system.name, .strong) + ": as described"]
    }
    let text = "\(Wording.size(of: inventory)) (\(Wording.reading(of: inventory)))"
    return style.labeled(analysis.system.name + ":", text, column: analysis.system.name.count + 2)
  }

  private func maturity(_ assessment: Assessment) -> [String] {
    style.labeled("Maturity", Wording.vector(of: assessment))
      + (Wording.heldBack(assessment).map { style.labeled("", $0) } ?? [])
  }

  /// The load, and beside it sizes that were assumed since it runs: limits follow from them.
  private func today(_ analysis: Analysis) -> [String] {
    style.labeled("Today", Wording.load(of: analysis))
      + analysis.diagnostics.filter { $0.id == TodaysLoad.diagnosticID }.flatMap {
        style.labeled("", $0.message, role: .doubtful)
      }
      + style.labeled("Goal", Wording.goal(of: analysis))
      + style.labeled("", "numbers: " + Wording.bases(analysis.bases))
  }

  private func bottlenecks(_ analysis: Analysis) -> [String] {
    guard let first = analysis.firstLimit else {
      return style.labeled("Breaks", "nothing that growth reaches", role: .good)
    }
    let range = first.isViolatedNow ? "" : "  " + Wording.userRange(first.breaksAtUsers)
    var lines = style.labeled(
      "Breaks 1st", "\(Wording.name(of: first)) \(Wording.breaking(of: first))\(range)", role: .bad)
    lines += style.labeled("", first.explanation)
    for (index, stage) in Stage.all(of: analysis).enumerated() {
      let others = stage.constraints.filter { $0.id != first.id }
      guard !others.isEmpty else { continue }
      let shown = others.prefix(index == 0 ? 3 : 2).map { constraint in
        let load =
          constraint.isViolatedNow ? "" : " at \(QuantityText.count(constraint.breaksAtUsers?.likely ?? 0))"
        return "\(Wording.name(of: constraint))\(load) (\(constraint.family.rawValue))"
      }
      let more = others.count > shown.count ? " · \(others.count - shown.count) more" : ""
      lines += style.labeled("then", "\(stage.name): " + shown.joined(separator: " · ") + more)
    }
    return lines
  }

  private func solutions(_ analysis: Analysis) -> [String] {
    var lines: [String] = []
    for (index, step) in analysis.plan.prefix(Self.mostSteps).enumerated() {
      let text = "\(step.action): \(Wording.gain(of: step, usersNow: analysis.usersNow.likely))"
      lines += style.labeled(
        index == 0 ? "Do first" : index == 1 ? "next" : "", text, role: index == 0 ? .good : nil)
    }
    let left = analysis.plan.count - Self.mostSteps
    if left > 0 {
      lines += style.labeled("", "and \(Wording.counted(left, "more step")) (--html, --json)")
    }
    return lines
  }

  private func numbers(_ analysis: Analysis) -> [String] {
    var lines: [String] = []
    for entry in analysis.measureFirst.prefix(2) {
      let label = lines.isEmpty ? "Measure" : ""
      let share = entry.share > 0 ? ": decides \(Wording.roughShare(entry.share)) of the range" : ""
      lines += style.labeled(label, "\(entry.quantity) (\(entry.current))\(share)")
    }
    return lines
  }

  private func tradeoffs(_ analysis: Analysis) -> [String] {
    var lines: [String] = []
    if let first = analysis.plan.first, !first.tradeoff.isEmpty {
      lines += style.labeled("Gives up", "\(first.remedy): \(first.tradeoff)")
    }
    for rejection in analysis.rejected.prefix(3) {
      let label = lines.contains { $0.contains("Not ") } ? "" : "Not"
      let subject = rejection.subject.isEmpty ? "" : " \(rejection.subject)"
      lines += style.labeled(label, "\(rejection.remedy)\(subject): \(rejection.reason)")
    }
    return lines
  }

  /// The words that tell what stands behind the limit and the step, and where all of it is.
  private func more(_ analysis: Analysis) -> [String] {
    let ids = [analysis.firstLimit?.kind, analysis.plan.first?.remedy].compactMap(\.self)
    let words = ids.map { "tenfold explain \($0)" } + ["--html FILE and --json say all"]
    return style.labeled("More", words.joined(separator: " · "))
  }

  /// What the answer may suffer from: files that could not be read, since another may have been taken in their place, and doubts
  /// about those that were.
  private func doubts(_ analysis: Analysis) -> [String] {
    let unread = (analysis.inventory?.unread ?? []).map {
      Diagnostic(.warning, id: "unread", "not read: \($0.reason)", at: SourceLocation(file: $0.file))
    }
    let doubts =
      unread + analysis.diagnostics.filter { $0.severity != .note && $0.id != TodaysLoad.diagnosticID }
    return DoubtText(style: style).lines(of: doubts, atMost: 2)
  }
}
