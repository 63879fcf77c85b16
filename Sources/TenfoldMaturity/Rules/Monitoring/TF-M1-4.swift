import TenfoldModel

extension Rule {
  /// TF-M1-4: no metrics are collected.
  static let m1n4 = Rule(
    "TF-M1-4", .monitoring, level: 1, .medium,
    title: "no metrics are collected",
    counts: "No scrape configuration, monitor or managed collection.",
    misleads: "Annotations without a server that reads them.",
    shownBy: [.compose, .kubernetes, .description]
  ) { context in
    context.nothingCollects(
      [.metricsScrape, .managedMetrics], "no scrape configuration, monitor or managed collection")
  }
}
