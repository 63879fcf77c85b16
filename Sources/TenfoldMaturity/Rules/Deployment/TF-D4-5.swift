import TenfoldModel

extension Rule {
  /// TF-D4-5: services span clusters.
  static let d4n5 = Rule(
    "TF-D4-5", .deployment, level: 4, .medium,
    title: "services span clusters",
    counts: """
      ServiceExport and ServiceImport, MultiClusterService, networks of a mesh, east-west \
      gateways.
      """,
    misleads: "Optional samples that nothing uses.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.crossClusterServices, wanted: "services exported across clusters")
  }
}
