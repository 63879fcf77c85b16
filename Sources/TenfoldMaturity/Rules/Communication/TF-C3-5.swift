import TenfoldModel

extension Rule {
  /// TF-C3-5: events have schemas.
  static let c3n5 = Rule(
    "TF-C3-5", .communication, level: 3, .medium, parts: ["event"],
    title: "events have schemas",
    counts: "A schema registry, AsyncAPI documents, CloudEvents.",
    misleads: "A registry of container images.",
    shownBy: [.compose, .kubernetes, .configuration]
  ) { context in
    context.shows(.schemaRegistry, .asyncAPIDocument, wanted: "a schema registry or event schemas")
  }
}
