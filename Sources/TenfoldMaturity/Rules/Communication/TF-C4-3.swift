import TenfoldModel

extension Rule {
  /// TF-C4-3: the mesh ejects bad replicas.
  static let c4n3 = Rule(
    "TF-C4-3", .communication, level: 4, .medium,
    title: "the mesh ejects bad replicas",
    counts: "Destination rules with outlier detection or connection pools.",
    misleads: "Subsets alone.",
    shownBy: [.kubernetes]
  ) { context in
    context.withControlPlane(.meshOutlierDetection, wanted: "destination rules with outlier detection")
  }
}
