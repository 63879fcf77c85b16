import TenfoldModel

extension Rule {
  /// TF-D2-5: charts or overlays for each environment.
  static let d2n5 = Rule(
    "TF-D2-5", .deployment, level: 2, .medium,
    title: "charts or overlays for each environment",
    counts: """
      Overlays or values for two environments and more, such as staging and production.
      """,
    misleads: "Variants of a demo: with tracing, with a mesh.",
    shownBy: [.kubernetes, .infrastructure]
  ) { context in
    context.shows(.environmentOverlays, wanted: "overlays or values for two environments or more")
  }
}
