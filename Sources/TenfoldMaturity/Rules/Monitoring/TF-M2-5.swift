import TenfoldModel

extension Rule {
  /// TF-M2-5: exporters are run.
  static let m2n5 = Rule(
    "TF-M2-5", .monitoring, level: 2, .medium, parts: ["metrics"],
    title: "exporters are run",
    counts: "Exporters of nodes, stores or the cluster.",
    misleads: "They show the machines, not the application.",
    shownBy: [.kubernetes, .compose]
  ) { context in
    context.shows(.exporter, wanted: "exporters of nodes or stores")
  }
}
