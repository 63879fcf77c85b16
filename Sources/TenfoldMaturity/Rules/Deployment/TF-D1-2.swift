import TenfoldModel

extension Rule {
  /// TF-D1-2: release steps are written down for people.
  static let d1n2 = Rule(
    "TF-D1-2", .deployment, level: 1, .medium,
    title: "release steps are written down for people",
    counts: """
      Commands that deploy (kubectl apply, docker compose up, scp, ssh) as the way to release in \
      README or docs.
      """,
    misleads: "Nearly every repository shows such lines for a first try; weak alone.",
    shownBy: [.configuration, .source]
  ) { context in
    context.shows(.releaseCommandsInDocs, wanted: "release commands in the documentation")
  }
}
