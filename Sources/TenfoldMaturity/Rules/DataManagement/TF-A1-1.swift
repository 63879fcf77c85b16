import TenfoldModel

extension Rule {
  /// TF-A1-1: several services use one database.
  static let a1n1 = Rule(
    "TF-A1-1", .dataManagement, level: 1, .strong,
    title: "several services use one database",
    counts: """
      Two own services and more that resolve to the same server and database.
      """,
    misleads: """
      Same server with different databases is ownership with a noisy neighbour; writer and \
      reader of one bounded context are a pair.
      """,
    shownBy: [.compose, .kubernetes, .infrastructure, .description, .configuration]
  ) { context in
    context.sharedDatabases()
  }
}
