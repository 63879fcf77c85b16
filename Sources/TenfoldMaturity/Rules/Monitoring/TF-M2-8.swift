import TenfoldModel

extension Rule {
  /// TF-M2-8: a managed service collects the containers' logs and metrics.
  static let m2n8 = Rule(
    "TF-M2-8", .monitoring, level: 2, .strong, parts: ["logs", "metrics"],
    title: "a managed service collects the containers' logs and metrics",
    counts: """
      Container insights with a workspace, log drivers and alarms of the cloud, managed \
      Prometheus of the cluster, set up in infrastructure code.
      """,
    misleads: "A workspace nothing writes to.",
    shownBy: [.infrastructure, .kubernetes]
  ) { context in
    context.shows(
      .managedCollection, wanted: "container insights or managed logging set up in infrastructure code")
  }
}
