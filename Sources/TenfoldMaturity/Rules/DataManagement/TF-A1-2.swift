import TenfoldModel

extension Rule {
  /// TF-A1-2: several services are handed one database's address.
  static let a1n2 = Rule(
    "TF-A1-2", .dataManagement, level: 1, .strong,
    title: "several services are handed one database's address",
    counts: """
      The same ConfigMap or Secret with a database address in two own services and more.
      """,
    misleads: "A shared address of the server with separate database names.",
    shownBy: [.kubernetes, .compose]
  ) { context in
    context.shows(
      .sharedDatabaseConfiguration,
      wanted: "one ConfigMap or Secret with a database address in several services")
  }
}
