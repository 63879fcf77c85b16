import TenfoldModel

extension Rule {
  /// TF-D1-6: scripts deploy, and no pipeline calls them.
  static let d1n6 = Rule(
    "TF-D1-6", .deployment, level: 1, .medium,
    title: "scripts deploy, and no pipeline calls them",
    counts: """
      Shell scripts or make targets with deploy verbs that no pipeline names.
      """,
    misleads: "Scripts for a local test cluster.",
    shownBy: [.source, .configuration]
  ) { context in
    context.shows(.deployScript, wanted: "scripts that deploy and that no pipeline calls")
  }
}
