import TenfoldModel

extension Rule {
  /// TF-C3-1: events carry most of the work.
  static let c3n1 = Rule(
    "TF-C3-1", .communication, level: 3, .strong, parts: ["event"],
    title: "events carry most of the work",
    counts: """
      Half of the pairs of services at least talk through topics, or three topics with two \
      consumer groups each.
      """,
    misleads: "One queue for mails or shipping in a system of synchronous calls.",
    shownBy: [.compose, .kubernetes, .infrastructure, .description, .traces]
  ) { context in
    context.eventsCarryTheWork()
  }
}
