import TenfoldModel

extension Rule {
  /// TF-A1-3: several services name the same database.
  static let a1n3 = Rule(
    "TF-A1-3", .dataManagement, level: 1, .medium,
    title: "several services name the same database",
    counts: "The same database name in the configuration of two services.",
    misleads: "Copies of a template that is overridden.",
    shownBy: [.source]
  ) { context in
    context.shows(.sameDatabaseName, wanted: "the same database name in several services")
  }
}
