import TenfoldModel

extension Rule {
  /// TF-M2-7: logs are structured.
  static let m2n7 = Rule(
    "TF-M2-7", .monitoring, level: 2, .medium, parts: ["logs"],
    title: "logs are structured",
    counts: "JSON logs or a correlation id configured.",
    misleads: "A JSON library.",
    shownBy: [.source, .configuration, .kubernetes, .compose]
  ) { context in
    context.shows(.structuredLogs, wanted: "structured logs")
  }
}
