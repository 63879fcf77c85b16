/// The JSON Schema of what diff writes. `Schemas/difference.schema.json` is its text.
public enum DifferenceSchema {
  private typealias S = SchemaText

  /// The schema.
  public static var document: JSONValue {
    guard case .object(let members) = difference else { return difference }
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", .string("https://tenfold.dev/schemas/difference-\(Release.schemaVersion).json")),
        .init("title", "Result of tenfold diff"),
      ] + members)
  }

  private static var difference: JSONValue {
    S.object(
      "What changed from one result to another. Null is unknown, or no limit.",
      [
        "schemaVersion": S.string("Version of this schema; within a major version members are only added."),
        "toolVersion": S.string("Version of tenfold."), "system": S.string("Name of the system."),
        "summary": S.string("The change in a sentence."),
        "hasChanged": S.bool("True when a printed number or the first limit changed."),
        "measures": S.array(
          "Every number that a check can be set for, as printed.",
          of: S.object(
            "One number.",
            [
              "measure": S.string("Its name, such as headroom."), "unit": S.string("Unit of the numbers."),
              "before": S.orNull("number", "The old number."), "after": S.orNull("number", "The new number."),
              "textBefore": S.string("The old number in words."),
              "textAfter": S.string("The new number in words."),
              "hasChanged": S.bool("True when they differ."),
            ])),
        "firstLimitBefore": S.orNull("string", "Id of the limit that broke first."),
        "firstLimitAfter": S.orNull("string", "Id of the limit that breaks first."),
        "limits": S.array(
          "Limits whose printed load changed.",
          of: S.object(
            "One limit.",
            [
              "id": S.string("Kind and subject."), "name": S.string("Its name for people."),
              "usersBefore": S.orNull("number", "Users at which it broke."),
              "usersAfter": S.orNull("number", "Users at which it breaks."),
            ])),
      ])
  }
}
