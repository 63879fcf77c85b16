import TenfoldModel

extension Rule {
  /// TF-M1-6: logs have no structure.
  static let m1n6 = Rule(
    "TF-M1-6", .monitoring, level: 1, .weak,
    title: "logs have no structure",
    counts: "No structured encoder configured.",
    misleads: "Structured by default.",
    shownBy: [.source]
  ) { context in
    context.shows(.unstructuredLogs, wanted: "logging configuration without structure")
  }
}
