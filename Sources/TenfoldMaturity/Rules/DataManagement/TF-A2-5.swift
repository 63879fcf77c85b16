import TenfoldModel

extension Rule {
  /// TF-A2-5: credentials per service.
  static let a2n5 = Rule(
    "TF-A2-5", .dataManagement, level: 2, .medium,
    title: "credentials per service",
    counts: "Secrets with database credentials that one service alone uses.",
    misleads: "One Secret in every service.",
    shownBy: [.kubernetes, .compose]
  ) { context in
    context.subjects(
      of: .ownCredentials, atLeast: 2, wanted: "two services or more with database credentials of their own")
  }
}
