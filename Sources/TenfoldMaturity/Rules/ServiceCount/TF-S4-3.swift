import TenfoldModel

extension Rule {
  /// TF-S4-3: several clusters of a hundred workloads.
  static let s4n3 = Rule(
    "TF-S4-3", .serviceCount, level: 4, .medium,
    title: "several clusters of a hundred workloads",
    counts: """
      Dumps or folders of more than one cluster with at least a hundred own workloads each.
      """,
    misleads: "Copies of one cluster for tests.",
    shownBy: [.metrics]
  ) { context in
    context.shows(
      .largeClusters, where: { ($0.value ?? 0) >= 2 },
      wanted: "two clusters or more with a hundred own workloads each")
  }
}
