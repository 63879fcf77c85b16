import TenfoldModel

extension Rule {
  /// TF-M1-7: telemetry is empty.
  static let m1n7 = Rule(
    "TF-M1-7", .monitoring, level: 1, .strong,
    title: "telemetry is empty",
    counts: "Inputs for traces and metrics are given and hold nothing.",
    misleads: "A wrong time range.",
    shownBy: [.traces, .metrics]
  ) { context in
    context.shows(.emptyTelemetry, wanted: "empty telemetry while services run")
  }
}
