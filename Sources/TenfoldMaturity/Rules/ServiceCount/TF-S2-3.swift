import TenfoldModel

extension Rule {
  /// TF-S2-3: pipelines of single services.
  static let s2n3 = Rule(
    "TF-S2-3", .serviceCount, level: 2, .medium,
    title: "pipelines of single services",
    counts: """
      Workflows that run only when the files of one service change (paths, rules: changes).
      """,
    misleads: "Path filters for documentation or infrastructure.",
    shownBy: [.pipeline]
  ) { context in
    context.subjects(
      of: .pipelinePerService, atLeast: 10,
      wanted: "ten pipelines or more, each started by changes of one service alone")
  }
}
