import TenfoldModel

extension Rule {
  /// TF-D2-4: changes are promoted stage by stage.
  static let d2n4 = Rule(
    "TF-D2-4", .deployment, level: 2, .medium,
    title: "changes are promoted stage by stage",
    counts: """
      A production job that needs an earlier environment, a manual gate before it, or targets in \
      a row.
      """,
    misleads: "needs: between build and test.",
    shownBy: [.pipeline]
  ) { context in
    context.shows(.pipelinePromotes, wanted: "stages that promote from one environment to the next")
  }
}
