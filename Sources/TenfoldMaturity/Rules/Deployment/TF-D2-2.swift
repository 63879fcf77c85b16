import TenfoldModel

extension Rule {
  /// TF-D2-2: a pipeline pushes images under tags that stay.
  static let d2n2 = Rule(
    "TF-D2-2", .deployment, level: 2, .medium,
    title: "a pipeline pushes images under tags that stay",
    counts: "Image build and push with a tag that names the commit or the version.",
    misleads: """
      Pushing only latest or a branch name; pushing to a registry that the job itself starts for \
      tests.
      """,
    shownBy: [.pipeline]
  ) { context in
    context.shows(
      .pipelinePushesImmutable, wanted: "a pipeline step that pushes images tagged with the commit or version"
    )
  }
}
