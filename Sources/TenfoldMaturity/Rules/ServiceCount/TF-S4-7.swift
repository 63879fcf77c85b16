import TenfoldModel

extension Rule {
  /// TF-S4-7: a list of many repositories.
  static let s4n7 = Rule(
    "TF-S4-7", .serviceCount, level: 4, .weak,
    title: "a list of many repositories",
    counts: """
      A manifest of repositories, or a generator that reads an organisation.
      """,
    misleads: "Submodules of one product.",
    shownBy: [.kubernetes, .configuration]
  ) { context in
    context.shows(.repositoryList, wanted: "a manifest of repositories or a generator over an organisation")
  }
}
