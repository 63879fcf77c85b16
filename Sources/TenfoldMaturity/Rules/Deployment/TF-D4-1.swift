import TenfoldModel

extension Rule {
  /// TF-D4-1: one definition goes to several clusters.
  static let d4n1 = Rule(
    "TF-D4-1", .deployment, level: 4, .strong,
    title: "one definition goes to several clusters",
    counts: """
      An ApplicationSet with a generator over clusters, Applications with two destinations \
      and more, or Flux in the folders of two clusters and more, where they carry services.
      """,
    misleads: "The local cluster named twice; staging and production; add-ons only.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(
      .multiClusterGenerator,
      wanted: "an ApplicationSet over clusters, or Applications for two clusters or more")
  }
}
