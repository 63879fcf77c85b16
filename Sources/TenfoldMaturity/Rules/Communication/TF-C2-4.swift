import TenfoldModel

extension Rule {
  /// TF-C2-4: services are configured for a broker.
  static let c2n4 = Rule(
    "TF-C2-4", .communication, level: 2, .medium,
    title: "services are configured for a broker",
    counts: """
      Configuration keys of a broker client (bootstrap servers, AMQP address) in an own service.
      """,
    misleads: "A starter library without configuration.",
    shownBy: [.compose, .kubernetes, .configuration, .source]
  ) { context in
    context.shows(.brokerConfigured, wanted: "own services configured with a broker's address")
  }
}
