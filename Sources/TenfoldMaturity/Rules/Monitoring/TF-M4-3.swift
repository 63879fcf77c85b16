import TenfoldModel

extension Rule {
  /// TF-M4-3: scaling looks ahead.
  static let m4n3 = Rule(
    "TF-M4-3", .monitoring, level: 4, .medium, parts: ["detector"],
    title: "scaling looks ahead",
    counts: "Predictive scaling policies.",
    misleads: "A schedule.",
    shownBy: [.kubernetes, .infrastructure]
  ) { context in
    context.shows(.predictiveScaling, wanted: "predictive scaling")
  }
}
