public import TenfoldCatalog
internal import TenfoldModel

/// Entries of the catalogue as JSON.
public enum CatalogJSON {
  /// The entries, each with its range, grade and source, in base units.
  public static func document(of entries: [CatalogEntry]) -> JSONValue {
    .members([
      "schemaVersion": .string(Release.schemaVersion), "toolVersion": .string(Release.version),
      "entries": .array(
        entries.map { entry in
          .members([
            "id": .string(entry.id), "low": .number(entry.low), "likely": .number(entry.likely),
            "high": .number(entry.high), "unit": .string(entry.unit), "grade": .string(entry.grade.rawValue),
            "source": .string(entry.source), "date": .string(entry.date),
          ])
        }),
    ])
  }
}
