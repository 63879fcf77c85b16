import TenfoldModel

extension Rule {
  /// TF-A1-4: one store and several services on it.
  static let a1n4 = Rule(
    "TF-A1-4", .dataManagement, level: 1, .medium,
    title: "one store and several services on it",
    counts: "A single store in the system, and two services or more that use it.",
    misleads: "A cache beside it does not divide ownership.",
    shownBy: [.compose, .kubernetes, .infrastructure, .description]
  ) { context in
    context.singleStore()
  }
}
