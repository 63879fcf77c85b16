import TenfoldModel

extension Rule {
  /// TF-C2-6: messages are documented.
  static let c2n6 = Rule(
    "TF-C2-6", .communication, level: 2, .medium,
    title: "messages are documented",
    counts: "An AsyncAPI document.",
    misleads: "OpenAPI.",
    shownBy: [.configuration]
  ) { context in
    context.shows(.asyncAPIDocument, wanted: "an AsyncAPI document")
  }
}
