import TenfoldModel

extension Rule {
  /// TF-M4-2: anomalies are detected.
  static let m4n2 = Rule(
    "TF-M4-2", .monitoring, level: 4, .medium, parts: ["detector"],
    title: "anomalies are detected",
    counts: "Anomaly detectors, bands and jobs that are configured.",
    misleads: "A vendor's agent being there.",
    shownBy: [.kubernetes, .infrastructure, .monitoring, .description]
  ) { context in
    context.shows(.anomalyDetection, wanted: "anomaly detection that is configured")
  }
}
