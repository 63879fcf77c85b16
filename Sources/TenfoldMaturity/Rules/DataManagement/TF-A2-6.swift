import TenfoldModel

extension Rule {
  /// TF-A2-6: instances or databases per service in infrastructure code.
  static let a2n6 = Rule(
    "TF-A2-6", .dataManagement, level: 2, .medium,
    title: "instances or databases per service in infrastructure code",
    counts: "Two database instances and more in infrastructure code.",
    misleads: "Instances of staging and production.",
    shownBy: [.infrastructure]
  ) { context in
    context.shows(
      .managedDatabase, atLeast: 2, wanted: "two database instances or more in infrastructure code")
  }
}
