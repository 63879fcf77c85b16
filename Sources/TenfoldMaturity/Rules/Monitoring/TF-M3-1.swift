import TenfoldModel

extension Rule {
  /// TF-M3-1: own services send traces that are kept.
  static let m3n1 = Rule(
    "TF-M3-1", .monitoring, level: 3, .strong, parts: ["tracing"],
    title: "own services send traces that are kept",
    counts: """
      Exporter settings in own services and a collector or backend that keeps spans.
      """,
    misleads: """
      A pipeline that only prints; tracing switched off by a setting; a library in a lock file.
      """,
    shownBy: [.kubernetes, .compose, .monitoring, .configuration, .description]
  ) { context in
    context.tracesAreKept()
  }
}
