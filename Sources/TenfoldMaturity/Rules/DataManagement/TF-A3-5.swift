import TenfoldModel

extension Rule {
  /// TF-A3-5: changes feed a search index.
  static let a3n5 = Rule(
    "TF-A3-5", .dataManagement, level: 3, .medium, parts: ["polyglot"],
    title: "changes feed a search index",
    counts: "Change data capture or an indexing pipeline.",
    misleads: "Log indexing.",
    shownBy: [.kubernetes, .compose, .source]
  ) { context in
    context.shows(.changeCapture, .indexing, wanted: "change data capture or indexing")
  }
}
