import TenfoldModel

extension Rule {
  /// TF-C3-4: changes leave the database as events.
  static let c3n4 = Rule(
    "TF-C3-4", .communication, level: 3, .medium, parts: ["event"],
    title: "changes leave the database as events",
    counts: """
      An outbox table in a migration, or change data capture with a connector.
      """,
    misleads: "The word in a building-block library.",
    shownBy: [.kubernetes, .configuration, .source, .compose]
  ) { context in
    context.shows(.changeCapture, wanted: "an outbox migration or a change data capture connector")
  }
}
