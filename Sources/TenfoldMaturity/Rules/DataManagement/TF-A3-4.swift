import TenfoldModel

extension Rule {
  /// TF-A3-4: a cache stands beside a database.
  static let a3n4 = Rule(
    "TF-A3-4", .dataManagement, level: 3, .medium, parts: ["polyglot"],
    title: "a cache stands beside a database",
    counts: "A service that uses a cache and a database.",
    misleads: "A cache as the only store is a store.",
    shownBy: [.source, .compose, .kubernetes]
  ) { context in
    context.cacheBesideDatabase()
  }
}
