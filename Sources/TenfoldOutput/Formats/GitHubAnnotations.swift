internal import TenfoldModel

/// A report as workflow commands of GitHub Actions, which shows them beside the lines they are about.
///
/// GitHub shows ten annotations of a kind for a step: what is waived and what the next levels lack are left to the
/// summary.
///
/// **Source.** GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of
/// github.com/actions/toolkit, packages/core/src/command.ts.
package enum GitHubAnnotations {
  /// One command a line: errors, then warnings.
  package static func text(of report: GateReport) -> String {
    report.issues.filter { $0.waiver == nil && $0.severity != .note && $0.isNew != false }
      .map { command($0) + "\n" }.joined()
  }

  private static func command(_ issue: Issue) -> String {
    var properties: [String] = []
    if let place = issue.places.first {
      properties.append("file=\(property(place.file))")
      if let line = place.line { properties.append("line=\(line)") }
    }
    properties.append("title=\(property("tenfold: \(issue.rule)"))")
    return "::\(issue.severity.rawValue) \(properties.joined(separator: ","))::\(data(issue.message))"
  }

  private static func data(_ text: String) -> String { escaped(text, "") }

  private static func property(_ text: String) -> String { escaped(text, ":,") }

  private static func escaped(_ text: String, _ more: String) -> String {
    text.replacingScalars { scalar in
      guard "%\r\n\(more)".unicodeScalars.contains(scalar) else { return nil }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }
}
