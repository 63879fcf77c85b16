internal import TenfoldModel

/// A report as GitLab's code quality artifact: a list of issues, waived ones left out.
///
/// **Source.** GitLab Docs, "Code Quality", the format of a custom tool's report.
package enum GitLabCodeQuality {
  /// The document.
  package static func document(of report: GateReport) -> JSONValue {
    .array(report.issues.filter { $0.waiver == nil && !$0.places.isEmpty }.map(value))
  }

  private static func value(_ issue: Issue) -> JSONValue {
    .members([
      "description": .string(issue.message), "check_name": .string(issue.rule),
      "fingerprint": .string(issue.fingerprint), "severity": .string(severity(issue.severity)),
      "location": .members([
        "path": .string(issue.places[0].file),
        "lines": .members(["begin": .number(Double(max(1, issue.places[0].line ?? 1)))]),
      ]),
    ])
  }

  private static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .note: "info"
    }
  }
}
