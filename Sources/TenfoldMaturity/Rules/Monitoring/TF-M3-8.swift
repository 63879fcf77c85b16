import TenfoldModel

extension Rule {
  /// TF-M3-8: scaling is safe.
  static let m3n8 = Rule(
    "TF-M3-8", .monitoring, level: 3, .medium, parts: ["scaling"],
    title: "scaling is safe",
    counts: "Disruption budgets and readiness on own workloads.",
    misleads: "Budgets of the cluster's own parts.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.disruptionBudget, wanted: "disruption budgets for own workloads")
  }
}
