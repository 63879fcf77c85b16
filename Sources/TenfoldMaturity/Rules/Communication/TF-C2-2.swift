import TenfoldModel

extension Rule {
  /// TF-C2-2: traces show messages.
  static let c2n2 = Rule(
    "TF-C2-2", .communication, level: 2, .strong,
    title: "traces show messages",
    counts: "Spans of kind producer and consumer, or messaging.system.",
    misleads: "Messages to a telemetry pipeline.",
    shownBy: [.traces]
  ) { context in
    context.shows(.tracedMessages, wanted: "traces with producers and consumers")
  }
}
