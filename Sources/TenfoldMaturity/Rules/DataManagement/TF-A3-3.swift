import TenfoldModel

extension Rule {
  /// TF-A3-3: reads go to replicas.
  static let a3n3 = Rule(
    "TF-A3-3", .dataManagement, level: 3, .medium, parts: ["replication"],
    title: "reads go to replicas",
    counts: """
      A second address for reads, a read preference, a proxy that splits reads.
      """,
    misleads: "An address called read in a cache.",
    shownBy: [.kubernetes, .compose, .configuration, .source]
  ) { context in
    context.shows(.readRouting, wanted: "a second address or a preference for reads")
  }
}
