import TenfoldModel

extension Rule {
  /// TF-A3-1: stores of two kinds.
  static let a3n1 = Rule(
    "TF-A3-1", .dataManagement, level: 3, .strong, parts: ["polyglot"],
    title: "stores of two kinds",
    counts: """
      Two families of engines (relational, document, key-value, search, graph, column, time \
      series) that own services use as stores.
      """,
    misleads: """
      Search engines for logs, stores of tracing, caches in front of a database.
      """,
    shownBy: [.compose, .kubernetes, .infrastructure, .description]
  ) { context in
    context.enginesOfTwoFamilies()
  }
}
