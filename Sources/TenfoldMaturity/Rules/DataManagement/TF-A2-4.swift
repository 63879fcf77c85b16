import TenfoldModel

extension Rule {
  /// TF-A2-4: migrations per service.
  static let a2n4 = Rule(
    "TF-A2-4", .dataManagement, level: 2, .medium,
    title: "migrations per service",
    counts: "A migration folder in each of two services and more.",
    misleads: "A shared migration job.",
    shownBy: [.source]
  ) { context in
    context.shows(.migrationFolders, atLeast: 2, wanted: "a migration folder in each service")
  }
}
