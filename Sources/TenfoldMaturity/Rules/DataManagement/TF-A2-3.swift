import TenfoldModel

extension Rule {
  /// TF-A2-3: one server, a database for each service.
  static let a2n3 = Rule(
    "TF-A2-3", .dataManagement, level: 2, .medium,
    title: "one server, a database for each service",
    counts: """
      Initialisation that creates several databases, or services that name different databases \
      of one server.
      """,
    misleads: "Databases for tests.",
    shownBy: [.compose, .kubernetes, .configuration]
  ) { context in
    context.separateDatabases()
  }
}
