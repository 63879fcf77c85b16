import TenfoldModel

extension Rule {
  /// TF-M2-6: a managed platform collects.
  static let m2n6 = Rule(
    "TF-M2-6", .monitoring, level: 2, .medium, parts: ["logs", "metrics"],
    title: "a managed platform collects",
    counts: """
      Agents or platform settings that collect logs and metrics: container insights, a vendor's \
      agent, a managed cluster's defaults.
      """,
    misleads: "An agent says nothing of what is switched on in the account.",
    shownBy: [.kubernetes, .compose, .infrastructure]
  ) { context in
    context.shows(
      .managedLogs, .managedMetrics, wanted: "an agent or platform that collects logs and metrics")
  }
}
