import TenfoldModel

extension Rule {
  /// TF-A2-7: traces show a database for each service.
  static let a2n7 = Rule(
    "TF-A2-7", .dataManagement, level: 2, .strong,
    title: "traces show a database for each service",
    counts: "The graph of services and databases is nearly one to one.",
    misleads: "Services without traces.",
    shownBy: [.traces]
  ) { context in
    context.shows(.tracedOwnership, wanted: "traces with a database for each service")
  }
}
