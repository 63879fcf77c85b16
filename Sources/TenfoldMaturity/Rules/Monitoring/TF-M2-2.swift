import TenfoldModel

extension Rule {
  /// TF-M2-2: metrics of own services are collected.
  static let m2n2 = Rule(
    "TF-M2-2", .monitoring, level: 2, .strong, parts: ["metrics"],
    title: "metrics of own services are collected",
    counts: """
      Scrape configuration, monitors or a collector's metric pipeline that reach own services.
      """,
    misleads: "Annotations without a server; metrics of the cluster alone.",
    shownBy: [.kubernetes, .compose, .monitoring, .description]
  ) { context in
    context.shows(.metricsScrape, wanted: "scrape configuration or monitors that reach own services")
  }
}
