import TenfoldModel

extension Rule {
  /// TF-D3-8: a change is tried after it is deployed.
  static let d3n8 = Rule(
    "TF-D3-8", .deployment, level: 3, .weak,
    title: "a change is tried after it is deployed",
    counts: """
      A smoke test after the deploy step; minReadySeconds or readiness gates.
      """,
    misleads: "Unit tests.",
    shownBy: [.pipeline, .kubernetes]
  ) { context in
    context.shows(.pipelineSmokeTests, .readinessHold, wanted: "a smoke test after deployment")
  }
}
