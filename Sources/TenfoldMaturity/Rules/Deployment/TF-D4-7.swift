import TenfoldModel

extension Rule {
  /// TF-D4-7: telemetry shows several regions serving.
  static let d4n7 = Rule(
    "TF-D4-7", .deployment, level: 4, .strong,
    title: "telemetry shows several regions serving",
    counts: """
      Two regions or clusters in the resource attributes of spans or metrics with user traffic.
      """,
    misleads: "Build machines in another region.",
    shownBy: [.traces, .metrics]
  ) { context in
    context.shows(
      .observedRegions, where: { ($0.value ?? 0) >= 2 }, wanted: "telemetry of two regions or more")
  }
}
