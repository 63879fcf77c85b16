import TenfoldModel

extension Rule {
  /// TF-C1-4: traces show only calls that wait.
  static let c1n4 = Rule(
    "TF-C1-4", .communication, level: 1, .strong,
    title: "traces show only calls that wait",
    counts: """
      More than 95 of 100 edges between services are client and server, none through a broker.
      """,
    misleads: "Sampling that drops consumers.",
    shownBy: [.traces]
  ) { context in
    context.shows(
      .tracedSynchronousShare, where: { ($0.value ?? 0) > 0.95 }, wanted: "traces whose edges all wait")
  }
}
