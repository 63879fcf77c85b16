import TenfoldModel

extension Rule {
  /// TF-D3-6: feature flags in use.
  static let d3n6 = Rule(
    "TF-D3-6", .deployment, level: 3, .medium,
    title: "feature flags in use",
    counts: """
      A flag service that own services are told to ask, or a flag client set up in code.
      """,
    misleads: "The word in a catalogue of goods; a flag service nobody asks.",
    shownBy: [.source, .compose, .kubernetes]
  ) { context in
    context.shows(.featureFlags, wanted: "a feature flag service that own services ask")
  }
}
