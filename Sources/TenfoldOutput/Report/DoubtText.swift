internal import TenfoldModel

/// Doubts about the input as lines of text.
struct DoubtText {
  let style: TextStyle

  /// The first doubts, the gravest first, and how many more there are.
  func lines(of diagnostics: [Diagnostic], atMost limit: Int) -> [String] {
    let sorted =
      diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity == .warning }
      + diagnostics.filter { $0.severity == .note }
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
}
