internal import TenfoldModel

/// What a gate says as JSON, in the form that `Schemas/gate.schema.json` describes, with the whole result in it.
package enum GateJSON {
  /// The document.
  ///
  /// - Parameter result: The result that was judged, as ``ResultJSON`` writes it.
  package static func document(of report: GateReport, result: JSONValue) -> JSONValue {
    .members([
      "schemaVersion": .string(Release.schemaVersion), "toolVersion": .string(Release.version),
      "system": .string(report.standing.system), "isMet": .bool(report.isMet),
      "isMetAsIs": .bool(report.isMetAsIs), "verdict": .string(report.verdict),
      "checks": .array(report.outcomes.map(value)), "waivers": .array(report.waivers.map(value)),
      "issues": .array(report.issues.map(value)), "result": result,
    ])
  }

  private static func value(_ outcome: GateOutcome) -> JSONValue {
    let measure = outcome.threshold.measure
    return .members([
      "check": .string(outcome.threshold.text), "measure": .string(measure.name),
      "comparison": .string(outcome.threshold.comparison.rawValue),
      "bound": .number(outcome.threshold.bound), "unit": .string(measure.unit),
      "value": .optional(outcome.value), "text": .string(measure.text(outcome.value)),
      "valueWithWaivers": .optional(outcome.counted),
      "textWithWaivers": .string(measure.text(outcome.counted)), "baseline": .optional(outcome.baseline),
      "limit": .optional(outcome.limit?.id), "verdict": .string(outcome.verdict.rawValue),
    ])
  }

  private static func value(_ entry: WaiverStanding) -> JSONValue {
    .members([
      "rule": .string(entry.waiver.rule), "scope": .optional(entry.waiver.scope),
      "reason": .string(entry.waiver.reason), "owner": .string(entry.waiver.owner),
      "until": .string(entry.waiver.until.description), "state": .string(entry.state.rawValue),
      "file": .string(entry.waiver.location.file), "line": .optional(entry.waiver.location.line),
    ])
  }

  private static func value(_ issue: Issue) -> JSONValue {
    .members([
      "rule": .string(issue.rule), "subject": .string(issue.subject),
      "severity": .string(issue.severity.rawValue), "message": .string(issue.message),
      "fingerprint": .string(issue.fingerprint), "isWaived": .bool(issue.waiver != nil),
      "isNew": issue.isNew.map { .bool($0) } ?? .null,
      "places": .array(
        issue.places.map { .members(["file": .string($0.file), "line": .optional($0.line)]) }),
    ])
  }
}
