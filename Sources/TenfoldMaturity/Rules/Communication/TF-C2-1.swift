import TenfoldModel

extension Rule {
  /// TF-C2-1: a broker stands between own services.
  static let c2n1 = Rule(
    "TF-C2-1", .communication, level: 2, .strong,
    title: "a broker stands between own services",
    counts: """
      A broker with two own services on it at least: one gives, another takes.
      """,
    misleads: """
      Brokers for telemetry, or the bus of a configuration server; a broker that is commented \
      out or behind a profile; a cache.
      """,
    shownBy: [.compose, .kubernetes, .infrastructure, .description]
  ) { context in
    context.brokerBetweenServices()
  }
}
