import TenfoldModel

extension Rule {
  /// TF-D4-3: the same stack stands in two regions or more.
  static let d4n3 = Rule(
    "TF-D4-3", .deployment, level: 4, .strong,
    title: "the same stack stands in two regions or more",
    counts: """
      Providers with aliases used by the same module, for_each over regions, replica regions, \
      regions of a description that serve users.
      """,
    misleads: """
      Staging in one region and production in another; a second region for backups only.
      """,
    shownBy: [.infrastructure, .description]
  ) { context in
    context.shows(
      .multiRegionInfrastructure, wanted: "infrastructure code with the same stack in two regions or more")
  }
}
