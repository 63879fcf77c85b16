import TenfoldModel

extension Rule {
  /// TF-A3-6: connections are pooled.
  static let a3n6 = Rule(
    "TF-A3-6", .dataManagement, level: 3, .medium, parts: ["replication"],
    title: "connections are pooled",
    counts: "A pooler between services and a database.",
    misleads: "Pools inside a service.",
    shownBy: [.kubernetes, .compose, .infrastructure]
  ) { context in
    context.shows(.pooler, wanted: "a connection pooler")
  }
}
