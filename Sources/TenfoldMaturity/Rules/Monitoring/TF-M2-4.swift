import TenfoldModel

extension Rule {
  /// TF-M2-4: dashboards are kept as files.
  static let m2n4 = Rule(
    "TF-M2-4", .monitoring, level: 2, .medium, parts: ["metrics"],
    title: "dashboards are kept as files",
    counts: "Dashboards in the repository.",
    misleads: "Any other JSON.",
    shownBy: [.monitoring, .kubernetes, .compose]
  ) { context in
    context.shows(.dashboard, wanted: "dashboards as files")
  }
}
