import TenfoldModel

extension Rule {
  /// TF-A4-4: an event store keeps the truth.
  static let a4n4 = Rule(
    "TF-A4-4", .dataManagement, level: 4, .strong, parts: ["projection"],
    title: "an event store keeps the truth",
    counts: "An event store that own services append to and subscribe to.",
    misleads: "A broker with retention.",
    shownBy: [.kubernetes, .compose, .source, .description]
  ) { context in
    context.eventStore()
  }
}
