import TenfoldModel

extension Rule {
  /// TF-A4-6: projections can be rebuilt.
  static let a4n6 = Rule(
    "TF-A4-6", .dataManagement, level: 4, .medium, parts: ["projection"],
    title: "projections can be rebuilt",
    counts: "A job that rebuilds read models, with an outbox.",
    misleads: "A migration job.",
    shownBy: [.source]
  ) { context in
    context.shows(.projectionRebuild, wanted: "a job that rebuilds read models")
  }
}
