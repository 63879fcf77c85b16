import TenfoldModel

extension Rule {
  /// TF-D3-5: a failed change is taken back by itself.
  static let d3n5 = Rule(
    "TF-D3-5", .deployment, level: 3, .medium,
    title: "a failed change is taken back by itself",
    counts: """
      helm --atomic, a deployment circuit breaker, alarms of a deployment group, kubectl rollout \
      undo on failure, a failure limit.
      """,
    misleads: "A manual job called rollback.",
    shownBy: [.pipeline, .kubernetes, .infrastructure]
  ) { context in
    context.shows(
      .automaticRollback, wanted: "rollback by itself (helm --atomic, circuit breaker, failure limit)")
  }
}
