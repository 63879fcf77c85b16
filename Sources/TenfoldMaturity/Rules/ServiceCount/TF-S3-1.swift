import TenfoldModel

extension Rule {
  /// TF-S3-1: fifty to a hundred own services.
  static let s3n1 = Rule(
    "TF-S3-1", .serviceCount, level: 3, .strong,
    title: "fifty to a hundred own services",
    counts: """
      Distinct own workloads over all manifests, or services of a description; 101 to 199 count \
      here too and are reported as between the bands.
      """,
    misleads: "Objects are not services: overlays and variants repeat them.",
    shownBy: [.kubernetes, .compose, .description]
  ) { context in
    context.serviceCount(in: 50..<200, of: [.kubernetes, .compose, .description])
  }
}
