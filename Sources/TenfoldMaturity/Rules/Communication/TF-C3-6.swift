import TenfoldModel

extension Rule {
  /// TF-C3-6: long work runs as sagas or workflows.
  static let c3n6 = Rule(
    "TF-C3-6", .communication, level: 3, .medium, parts: ["event"],
    title: "long work runs as sagas or workflows",
    counts: "A workflow engine with own definitions, or sagas.",
    misleads: "The engine being the product itself; CI workflows.",
    shownBy: [.compose, .kubernetes, .source]
  ) { context in
    context.shows(.workflowEngine, wanted: "a workflow engine with own definitions")
  }
}
