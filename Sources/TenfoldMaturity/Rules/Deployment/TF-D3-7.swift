import TenfoldModel

extension Rule {
  /// TF-D3-7: nothing waits for a person on the way to production.
  static let d3n7 = Rule(
    "TF-D3-7", .deployment, level: 3, .medium,
    title: "nothing waits for a person on the way to production",
    counts: "A pipeline that deploys to production and has no manual gate.",
    misleads: """
      Approvals that environments of the forge ask for do not stand in files.
      """,
    shownBy: [.pipeline]
  ) { context in
    context.unattendedPath()
  }
}
