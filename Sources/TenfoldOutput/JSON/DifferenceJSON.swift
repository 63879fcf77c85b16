/// What changed from one result to another as JSON, in the form that `Schemas/difference.schema.json` describes.
package enum DifferenceJSON {
  /// The document.
  package static func document(of difference: Difference) -> JSONValue {
    let (old, new) = (difference.old, difference.new)
    return .members([
      "schemaVersion": .string(Release.schemaVersion), "toolVersion": .string(Release.version),
      "system": .string(new.system), "summary": .string(difference.summary),
      "hasChanged": .bool(!difference.isEmpty),
      "measures": .array(
        GateMeasure.all.map { measure in
          .members([
            "measure": .string(measure.name), "unit": .string(measure.unit),
            "before": .optional(measure.value(in: old)), "after": .optional(measure.value(in: new)),
            "textBefore": .string(measure.text(measure.value(in: old))),
            "textAfter": .string(measure.text(measure.value(in: new))),
            "hasChanged": .bool(difference.measures.contains(measure)),
          ])
        }),
      "firstLimitBefore": .optional(old.firstLimit()?.id), "firstLimitAfter": .optional(new.firstLimit()?.id),
      "limits": .array(
        difference.limits.map { limit in
          .members([
            "id": .string(limit.id), "name": .string(limit.name), "usersBefore": .optional(limit.before),
            "usersAfter": .optional(limit.after),
          ])
        }),
    ])
  }
}
