/// The JSON Schema of what check writes. `Schemas/gate.schema.json` is its text.
public enum GateSchema {
  private typealias S = SchemaText

  /// The schema.
  public static var document: JSONValue {
    guard case .object(let members) = gate else { return gate }
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", .string("https://tenfold.dev/schemas/gate-\(Release.schemaVersion).json")),
        .init("title", "Result of tenfold check"),
      ] + members)
  }

  private static var gate: JSONValue {
    S.object(
      "What a gate says about a system.",
      [
        "schemaVersion": S.string("Version of this schema; within a major version members are only added."),
        "toolVersion": S.string("Version of tenfold."), "system": S.string("Name of the system."),
        "isMet": S.bool("True when no check fails: the exit status is 0."),
        "isMetAsIs": S.bool("True when every check is met without waivers and without a baseline."),
        "verdict": S.string("The gate in a sentence."), "checks": S.array("Every check.", of: check),
        "waivers": S.array("Every waiver.", of: waiver),
        "issues": S.array("What is wrong, one for each cause.", of: issue),
        "result": .members([
          "description": "The result that was judged, as the schema named result has it.", "type": "object",
        ]),
      ])
  }

  private static var check: JSONValue {
    S.object(
      "One check. Numbers are those that are printed, rounded as they are printed; null is unknown, or no limit.",
      [
        "check": S.string("As it was written: headroom >= 3x."),
        "measure": S.string("headroom, breaks, price, coverage, or level. and a dimension."),
        "comparison": S.one(of: Threshold.Comparison.allCases.map(\.rawValue), "How it is compared."),
        "bound": S.number("What it is compared with, in unit."),
        "unit": S.one(of: ["1", "users", "share", "USD/month", "level"], "Unit of the numbers."),
        "value": S.orNull("number", "The number, waivers aside."), "text": S.string("The same in words."),
        "valueWithWaivers": S.orNull("number", "The number without limits that are waived: what counts."),
        "textWithWaivers": S.string("The same in words."),
        "baseline": S.orNull("number", "The number that counted in the baseline."),
        "limit": S.orNull("string", "Id of the limit that decides what counts."),
        "verdict": S.one(
          of: ["met", "waived", "known", "failed"],
          "Met; let pass by a waiver; not met and no worse than in the baseline; not met."),
      ])
  }

  private static var waiver: JSONValue {
    S.object(
      "What is let pass for a time.",
      [
        "rule": S.string("The measure, kind of limit, cell or doubt."),
        "scope": S.orNull("string", "The component, limit or file; null for all."),
        "reason": S.string("Why."), "owner": S.string("Who answers for it."),
        "until": S.string("The last day on which it counts."),
        "state": S.one(of: ["used", "unused", "expired"], "Whether it counts, and is needed."),
        "file": S.string("Where it is written."), "line": S.orNull("integer", "Line, from 1."),
      ])
  }

  private static var issue: JSONValue {
    S.object(
      "One cause of what is wrong.",
      [
        "rule": S.string("A kind of limit, a cell of the ladder, a doubt, unread, or gate. and a measure."),
        "subject": S.string("The component; empty for the whole system."),
        "severity": S.one(of: ["note", "warning", "error"], "How much it matters."),
        "message": S.string("What was found."),
        "fingerprint": S.string("Of rule and subject: the same when lines move and numbers change."),
        "isWaived": S.bool("True when a waiver lets it pass."),
        "isNew": S.orNull("boolean", "Whether it is absent in the baseline; null without one."),
        "places": S.array(
          "Where it shows.",
          of: S.object(
            "A place in a file.",
            [
              "file": S.string("Path from the repository's root."),
              "line": S.orNull("integer", "Line, from 1."),
            ])),
      ])
  }
}
