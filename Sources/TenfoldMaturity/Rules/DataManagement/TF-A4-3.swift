import TenfoldModel

extension Rule {
  /// TF-A4-3: commands and queries are separate services.
  static let a4n3 = Rule(
    "TF-A4-3", .dataManagement, level: 4, .medium, parts: ["projection"],
    title: "commands and queries are separate services",
    counts: "Deployables for commands and for queries of the same context.",
    misleads: "Handlers in one process over one database.",
    shownBy: [.source, .compose, .kubernetes]
  ) { context in
    context.shows(.commandQuerySeparation, atLeast: 2, wanted: "deployables for commands and for queries")
  }
}
