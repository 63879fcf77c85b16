import TenfoldModel

extension Rule {
  /// TF-M2-3: own services expose metrics.
  static let m2n3 = Rule(
    "TF-M2-3", .monitoring, level: 2, .medium, parts: ["metrics"],
    title: "own services expose metrics",
    counts: "A metrics endpoint or exporter switched on for own services.",
    misleads: "Annotations copied from a template.",
    shownBy: [.source, .compose, .kubernetes, .configuration]
  ) { context in
    context.shows(.metricsEndpoint, wanted: "own services that expose metrics")
  }
}
