import TenfoldModel

extension Rule {
  /// TF-D2-6: images are scanned or described.
  static let d2n6 = Rule(
    "TF-D2-6", .deployment, level: 2, .weak,
    title: "images are scanned or described",
    counts: "Image scanning, a bill of materials, a migration step in a pipeline.",
    misleads: "Scanning of source code alone.",
    shownBy: [.pipeline]
  ) { context in
    context.shows(.pipelineScans, wanted: "image scanning or a bill of materials in a pipeline")
  }
}
