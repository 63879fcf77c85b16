import TenfoldModel

extension Rule {
  /// TF-D4-8: changes go out region by region.
  static let d4n8 = Rule(
    "TF-D4-8", .deployment, level: 4, .weak,
    title: "changes go out region by region",
    counts: "Jobs per region or cluster in waves.",
    misleads: "A matrix of regions that runs all at once.",
    shownBy: [.pipeline]
  ) { context in
    context.shows(.pipelineWaves, wanted: "a pipeline that goes region by region")
  }
}
