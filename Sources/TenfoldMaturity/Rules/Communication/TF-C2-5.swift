import TenfoldModel

extension Rule {
  /// TF-C2-5: failed messages are set aside.
  static let c2n5 = Rule(
    "TF-C2-5", .communication, level: 2, .medium,
    title: "failed messages are set aside",
    counts: "Dead-letter queues, redrive or retry topics.",
    misleads: "Retry of calls.",
    shownBy: [.infrastructure, .kubernetes, .configuration]
  ) { context in
    context.shows(.deadLetters, wanted: "dead-letter queues or retry topics")
  }
}
