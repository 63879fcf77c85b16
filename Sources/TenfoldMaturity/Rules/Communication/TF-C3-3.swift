import TenfoldModel

extension Rule {
  /// TF-C3-3: an event platform is declared.
  static let c3n3 = Rule(
    "TF-C3-3", .communication, level: 3, .medium, parts: ["event"],
    title: "an event platform is declared",
    counts: """
      Kafka clusters and topics of an operator, JetStream streams, Knative brokers and triggers, \
      event buses.
      """,
    misleads: "A broker of a single queue.",
    shownBy: [.kubernetes, .infrastructure]
  ) { context in
    context.shows(
      .eventPlatform, wanted: "topics or streams as objects (Strimzi, Knative, JetStream, an event bus)")
  }
}
