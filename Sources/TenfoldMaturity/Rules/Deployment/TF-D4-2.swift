import TenfoldModel

extension Rule {
  /// TF-D4-2: workloads are spread over clusters.
  static let d4n2 = Rule(
    "TF-D4-2", .deployment, level: 4, .strong,
    title: "workloads are spread over clusters",
    counts: """
      Karmada propagation, placements of Open Cluster Management, Fleet with targets.
      """,
    misleads: "Definitions of these resources without objects.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(
      .multiClusterPropagation, wanted: "Karmada, Open Cluster Management or Fleet placing own workloads")
  }
}
