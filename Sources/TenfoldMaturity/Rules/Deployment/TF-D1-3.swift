import TenfoldModel

extension Rule {
  /// TF-D1-3: a Compose file builds on the spot.
  static let d1n3 = Rule(
    "TF-D1-3", .deployment, level: 1, .medium,
    title: "a Compose file builds on the spot",
    counts: """
      Services with build: and sources of the host mounted, with no image to pull, in the \
      Compose file in use.
      """,
    misleads: "A Compose file for development beside a real deployment.",
    shownBy: [.compose]
  ) { context in
    context.shows(.composeBuildsInPlace, wanted: "Compose services that build and mount sources")
  }
}
