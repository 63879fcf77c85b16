import TenfoldModel

extension Rule {
  /// TF-A2-2: databases are named after their services.
  static let a2n2 = Rule(
    "TF-A2-2", .dataManagement, level: 2, .strong,
    title: "databases are named after their services",
    counts: "Two stores and more called after the service that uses them alone.",
    misleads: "A store called db.",
    shownBy: [.compose, .kubernetes, .infrastructure, .description]
  ) { context in
    context.namedAfterOwner()
  }
}
