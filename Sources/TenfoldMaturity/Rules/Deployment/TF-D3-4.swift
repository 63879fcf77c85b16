import TenfoldModel

extension Rule {
  /// TF-D3-4: a route shifts traffic by weights under control.
  static let d3n4 = Rule(
    "TF-D3-4", .deployment, level: 3, .medium,
    title: "a route shifts traffic by weights under control",
    counts: "Weights on a route that a Rollout, a Canary or a pipeline changes.",
    misleads: "Fixed weights are a demo or fault injection; nobody changes them.",
    shownBy: [.kubernetes, .infrastructure]
  ) { context in
    context.shows(.controlledWeights, wanted: "a weighted route that a rollout controller changes")
  }
}
