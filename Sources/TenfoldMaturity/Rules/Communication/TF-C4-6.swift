import TenfoldModel

extension Rule {
  /// TF-C4-6: metrics of the mesh.
  static let c4n6 = Rule(
    "TF-C4-6", .communication, level: 4, .strong,
    title: "metrics of the mesh",
    counts: "Metrics of proxies with mutual TLS.",
    misleads: "Metrics of an entry proxy.",
    shownBy: [.metrics]
  ) { context in
    context.shows(.meshMetrics, wanted: "metrics of the mesh's proxies")
  }
}
