import TenfoldModel

extension Rule {
  /// TF-D3-2: a Canary with metrics.
  static let d3n2 = Rule(
    "TF-D3-2", .deployment, level: 3, .strong,
    title: "a Canary with metrics",
    counts: "A Flagger Canary with metrics in its analysis.",
    misleads: """
      The definition of the custom resource itself; a Canary without metrics.
      """,
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.flaggerCanary, wanted: "a Flagger Canary with metrics")
  }
}
