import TenfoldModel

extension Rule {
  /// TF-A2-8: only the owner may reach its database.
  static let a2n8 = Rule(
    "TF-A2-8", .dataManagement, level: 2, .weak,
    title: "only the owner may reach its database",
    counts: "Network policies that admit one service to a store.",
    misleads: "A policy that admits the namespace.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.storePolicy, wanted: "network policies that admit one service to its store")
  }
}
