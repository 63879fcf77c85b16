import TenfoldModel

extension Rule {
  /// TF-A2-1: half of the stateful services own a database.
  static let a2n1 = Rule(
    "TF-A2-1", .dataManagement, level: 2, .strong,
    title: "half of the stateful services own a database",
    counts: """
      At least half of the own services with a store are the only users of one.
      """,
    misleads: """
      A server per service that others read too is not owned; databases on one server are owned \
      and still share its capacity.
      """,
    shownBy: [.compose, .kubernetes, .infrastructure, .description, .configuration]
  ) { context in
    context.soleOwners()
  }
}
