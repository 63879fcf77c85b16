import TenfoldModel

extension Rule {
  /// TF-D2-7: new tags are committed for a reconciler.
  static let d2n7 = Rule(
    "TF-D2-7", .deployment, level: 2, .medium,
    title: "new tags are committed for a reconciler",
    counts: """
      A pipeline or controller that writes the new tag to the repository that a reconciler \
      reads.
      """,
    misleads: "Version bumps of dependencies.",
    shownBy: [.pipeline, .kubernetes]
  ) { context in
    context.shows(.tagCommit, wanted: "a step or controller that commits new image tags")
  }
}
