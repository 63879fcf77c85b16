internal import TenfoldModel

/// Doubts about the input as lines of text.
struct DoubtText {
  let style: TextStyle

  /// The first doubts, the gravest first, and how many more there are.
  ///
  /// Of equal weight, one of each kind comes before the second of any: twenty alike hide no other.
  func lines(of diagnostics: [Diagnostic], atMost limit: Int) -> [String] {
    let sorted = [Diagnostic.Severity.error, .warning, .note].flatMap { severity in
      Self.inTurns(diagnostics.filter { $0.severity == severity })
    }
    var lines: [String] = []
    for diagnostic in sorted.prefix(limit) {
      let place = diagnostic.location.map { "\($0): " } ?? ""
      lines += style.labeled(
        lines.isEmpty ? "Doubts" : "", place + diagnostic.message,
        role: diagnostic.severity == .note ? nil : .doubtful)
    }
    if sorted.count > limit {
      lines += style.labeled("", "and \(sorted.count - limit) more (--json lists all)")
    }
    return lines
  }

  /// The first of each kind, then the second of each, and so on.
  private static func inTurns(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var turns: [[Diagnostic]] = []
    var counts: [String: Int] = [:]
    for diagnostic in diagnostics {
      let turn = counts[diagnostic.id, default: 0]
      counts[diagnostic.id] = turn + 1
      if turn == turns.count { turns.append([]) }
      turns[turn].append(diagnostic)
    }
    return turns.flatMap { $0 }
  }
}
