import TenfoldModel

extension Rule {
  /// TF-D1-5: fixed container names.
  static let d1n5 = Rule(
    "TF-D1-5", .deployment, level: 1, .weak,
    title: "fixed container names",
    counts: "container_name, which keeps a service from being started twice.",
    misleads: "Single stores.",
    shownBy: [.compose]
  ) { context in
    context.shows(.fixedContainerName, wanted: "services with container_name")
  }
}
