import TenfoldModel

extension Rule {
  /// TF-M1-1: own services write logs.
  static let m1n1 = Rule(
    "TF-M1-1", .monitoring, level: 1, .medium,
    title: "own services write logs",
    counts: "A logger in the sources.",
    misleads: "Prints.",
    shownBy: [.source]
  ) { context in
    context.shows(.loggerInSource, wanted: "a logger in the sources")
  }
}
