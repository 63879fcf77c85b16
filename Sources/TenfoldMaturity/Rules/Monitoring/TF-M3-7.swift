import TenfoldModel

extension Rule {
  /// TF-M3-7: metrics come from spans.
  static let m3n7 = Rule(
    "TF-M3-7", .monitoring, level: 3, .medium, parts: ["tracing"],
    title: "metrics come from spans",
    counts: "Span metrics, service graphs, tail sampling, exemplars.",
    misleads: "A collector that prints.",
    shownBy: [.monitoring, .kubernetes, .compose]
  ) { context in
    context.shows(.spanMetrics, wanted: "span metrics, service graphs or tail sampling")
  }
}
