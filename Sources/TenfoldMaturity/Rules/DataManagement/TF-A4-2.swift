import TenfoldModel

extension Rule {
  /// TF-A4-2: read models are fed by events.
  static let a4n2 = Rule(
    "TF-A4-2", .dataManagement, level: 4, .strong, parts: ["projection"],
    title: "read models are fed by events",
    counts: "A separate store for reads that events or projections fill.",
    misleads: "A cache; a replica.",
    shownBy: [.kubernetes, .compose, .configuration, .source, .description]
  ) { context in
    context.shows(.projection, wanted: "a read store that events fill")
  }
}
