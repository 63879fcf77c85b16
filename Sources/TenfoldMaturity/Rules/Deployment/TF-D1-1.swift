import TenfoldModel

extension Rule {
  /// TF-D1-1: no pipeline deploys.
  static let d1n1 = Rule(
    "TF-D1-1", .deployment, level: 1, .medium,
    title: "no pipeline deploys",
    counts: """
      Pipelines are given and none of their steps deploys; or a description says that people \
      deploy.
      """,
    misleads: """
      Pipelines may live elsewhere: with no pipeline at all in the folder nothing can be told by \
      this rule.
      """,
    shownBy: [.pipeline, .description]
  ) { context in
    context.noPipelineDeploys()
  }
}
