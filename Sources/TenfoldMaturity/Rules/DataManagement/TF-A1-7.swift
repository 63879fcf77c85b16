import TenfoldModel

extension Rule {
  /// TF-A1-7: queries reach into other schemas.
  static let a1n7 = Rule(
    "TF-A1-7", .dataManagement, level: 1, .weak,
    title: "queries reach into other schemas",
    counts: "Joins or foreign keys over schemas.",
    misleads: "Views for reports.",
    shownBy: [.source]
  ) { context in
    context.shows(.crossSchemaQueries, wanted: "queries over several schemas")
  }
}
