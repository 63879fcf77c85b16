import TenfoldModel

extension Rule {
  /// TF-A4-5: messages are handled once.
  static let a4n5 = Rule(
    "TF-A4-5", .dataManagement, level: 4, .medium, parts: ["projection"],
    title: "messages are handled once",
    counts: "Inbox tables, idempotency keys.",
    misleads: "Retries.",
    shownBy: [.source]
  ) { context in
    context.shows(.idempotency, wanted: "inbox tables or idempotency keys")
  }
}
