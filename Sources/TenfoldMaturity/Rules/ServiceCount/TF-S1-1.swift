import TenfoldModel

extension Rule {
  /// TF-S1-1: one to five own services run by Compose or described.
  static let s1n1 = Rule(
    "TF-S1-1", .serviceCount, level: 1, .strong,
    title: "one to five own services run by Compose or described",
    counts: """
      Distinct own services in the effective Compose model, after profiles, includes and \
      overrides are merged, or in a description. Six to nine count here too and are reported as \
      between the bands.
      """,
    misleads: """
      Stores, brokers, telemetry, load generators, jobs and sidecars are no services, and \
      neither is a service behind a profile that is not active.
      """,
    shownBy: [.compose, .description]
  ) { context in
    context.serviceCount(in: 1..<10, of: [.compose, .description])
  }
}
