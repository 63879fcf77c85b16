import TenfoldModel

extension Rule {
  /// TF-A1-5: migrations of one database in a shared place.
  static let a1n5 = Rule(
    "TF-A1-5", .dataManagement, level: 1, .medium,
    title: "migrations of one database in a shared place",
    counts: "Migrations of one database in a shared module.",
    misleads: "Migrations per service.",
    shownBy: [.source]
  ) { context in
    context.shows(.sharedMigrations, wanted: "migrations of one database in a shared module")
  }
}
