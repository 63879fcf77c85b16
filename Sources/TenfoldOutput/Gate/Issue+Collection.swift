internal import TenfoldMaturity
internal import TenfoldModel

extension Issue {
  /// Everything wrong with a system, one issue for each cause.
  ///
  /// These are the thresholds that are not met, the limits that break before the goal, doubts and files that could
  /// not be read, and what the next levels lack. A threshold that a limit or a level decides is no cause of its
  /// own: it raises the issue of that.
  ///
  /// - Parameters:
  ///   - outcomes: How the thresholds came out.
  ///   - waivers: Those that count today.
  /// - Returns: Errors first, then warnings and notes, each in a stable order.
  static func all(in standing: Standing, outcomes: [GateOutcome], waivers: [Waiver]) -> [Issue] {
    let found =
      limits(in: standing, outcomes: outcomes) + thresholds(in: standing, outcomes: outcomes)
      + doubts(in: standing) + levels(in: standing, outcomes: outcomes)
    let order: [Diagnostic.Severity] = [.error, .warning, .note]
    return order.flatMap { severity in
      found.filter { $0.severity == severity }.map { issue in
        var issue = issue
        issue.waiver =
          issue.waiver
          ?? waivers.first { $0.covers(rule: issue.rule, subject: issue.subject, places: issue.places) }
        return issue
      }
    }
  }

  private static func limits(in standing: Standing, outcomes: [GateOutcome]) -> [Issue] {
    standing.limits.compactMap { limit in
      let unmet = outcomes.filter {
        $0.limit == limit && $0.verdict != .met && !$0.threshold.isMet(by: $0.counted)
      }
      let isEarly = limit.isViolatedNow || limit.users <= (standing.goal ?? 0)
      // What a waiver takes out of a measure would have decided it.
      let waiver = outcomes.lazy.filter { $0.verdict == .waived }.compactMap { outcome in
        outcome.waivers.first { $0.covers(limit, for: outcome.threshold.measure) }
      }.first
      guard isEarly || !unmet.isEmpty || waiver != nil else { return nil }
      let load =
        limit.isViolatedNow
        ? "is beyond its limit today" : "breaks at \(QuantityText.users(limit.users))"
      let reasons = [withoutStop(limit.explanation)] + unmet.map { demand(of: $0) }
      let isFailing = unmet.contains { $0.verdict == .failed }
      var issue = Issue(
        limit.kind, subject: limit.subject,
        isFailing || limit.isViolatedNow ? .error : .warning,
        "\(limit.name) \(load): \(reasons.joined(separator: "; ")).", at: limit.places,
        in: standing)
      issue.waiver =
        waiver
        ?? (isFailing ? nil : unmet.lazy.compactMap { $0.waivers.first }.first)
      return issue
    }
  }

  /// What no place and no level decides: the price, the files read, a limit that is not there.
  private static func thresholds(in standing: Standing, outcomes: [GateOutcome]) -> [Issue] {
    outcomes.filter { $0.verdict != .met && $0.limit == nil && $0.threshold.measure.dimension == nil }
      .map { outcome in
        let measure = outcome.threshold.measure
        let unread = measure == .coverage ? standing.unread.map { SourceLocation(file: $0.file) } : []
        var issue = Issue(
          "gate.\(measure.name)", outcome.verdict == .failed ? .error : .warning,
          demand(of: outcome) + ".", at: unread, in: standing)
        issue.waiver = outcome.verdict == .waived ? outcome.waivers.first : nil
        return issue
      }
  }

  /// What the next level of a dimension lacks is one cause, named after the cell of the ladder; a threshold for the
  /// level raises it.
  private static func levels(in standing: Standing, outcomes: [GateOutcome]) -> [Issue] {
    Dimension.allCases.compactMap { dimension in
      let unmet = outcomes.filter { $0.threshold.measure.dimension == dimension && $0.verdict != .met }
      let level = standing.levels[dimension]
      // What the files could not have shown may be there; what they would have shown is lacking.
      let lacks = standing.lacks.filter { $0.dimension == dimension && !$0.message.contains("not assessed") }
      guard let cell = Ladder.cell(dimension, level: (level ?? 0) + 1), !unmet.isEmpty || level != nil
      else { return nil }
      let reached = level.map { "\(dimension.name) is at level \($0)" } ?? "\(dimension.name) is not assessed"
      let lacking =
        lacks.isEmpty
        ? "" : "; level \(cell.level) would show " + Wording.listed(lacks.map(\.message), atMost: 3)
      let severity: Diagnostic.Severity =
        unmet.contains { $0.verdict == .failed } ? .error : unmet.isEmpty ? .note : .warning
      var issue = Issue(
        cell.id, severity,
        reached + unmet.map { "; " + demand(of: $0) }.joined() + lacking + ".", at: lacks.flatMap(\.places),
        in: standing)
      issue.waiver = severity == .error ? nil : unmet.lazy.compactMap(\.waivers.first).first
      return issue
    }
  }

  /// `headroom is 1.2x, asked for is 3x or more`.
  private static func demand(of outcome: GateOutcome) -> String {
    "\(outcome.threshold.measure.title) is \(outcome.valueText), asked for is \(outcome.threshold.demand)"
  }

  /// Doubts of one id are one cause, and so are files that could not be read for one reason.
  private static func doubts(in standing: Standing) -> [Issue] {
    var ids: [String] = []
    for doubt in standing.doubts where doubt.severity != .note && !ids.contains(doubt.id) {
      ids.append(doubt.id)
    }
    let doubts = ids.map { id in
      let all = standing.doubts.filter { $0.id == id && $0.severity != .note }
      return Issue(
        id, all.contains { $0.severity == .error } ? .error : .warning,
        all[0].message + more(all.count - 1), at: all.compactMap(\.location), in: standing)
    }
    let unread = standing.unread.map { file in
      Issue(
        "unread", subject: file.file, .warning, "The file could not be read: \(file.reason)",
        at: [SourceLocation(file: file.file)], in: standing)
    }
    return doubts + unread
  }

  private static func more(_ count: Int) -> String {
    count > 0 ? " (and \(Wording.counted(count, "more place")))" : ""
  }

  private static func withoutStop(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
