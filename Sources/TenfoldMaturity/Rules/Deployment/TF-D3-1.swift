import TenfoldModel

extension Rule {
  /// TF-D3-1: a Rollout with steps and analysis.
  static let d3n1 = Rule(
    "TF-D3-1", .deployment, level: 3, .strong,
    title: "a Rollout with steps and analysis",
    counts: "An Argo Rollout with canary steps that an analysis judges.",
    misleads: """
      Steps without analysis: someone has to watch. Blue-green without analysis. The default \
      rolling update.
      """,
    shownBy: [.kubernetes]
  ) { context in
    context.shows(
      .rolloutWithAnalysis, wanted: "a Rollout whose canary steps are judged by an AnalysisTemplate")
  }
}
