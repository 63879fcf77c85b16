import TenfoldModel

extension Rule {
  /// TF-M3-5: nodes scale.
  static let m3n5 = Rule(
    "TF-M3-5", .monitoring, level: 3, .medium, parts: ["scaling"],
    title: "nodes scale",
    counts: "Node pools with bounds, node autoscalers.",
    misleads: "The word in a log rule.",
    shownBy: [.kubernetes, .infrastructure]
  ) { context in
    context.shows(.nodeAutoscaling, wanted: "node autoscaling")
  }
}
