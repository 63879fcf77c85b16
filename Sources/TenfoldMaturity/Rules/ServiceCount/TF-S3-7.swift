import TenfoldModel

extension Rule {
  /// TF-S3-7: a generated matrix of services.
  static let s3n7 = Rule(
    "TF-S3-7", .serviceCount, level: 3, .weak,
    title: "a generated matrix of services",
    counts: "A matrix that an earlier job computes.",
    misleads: "A matrix of versions.",
    shownBy: [.pipeline]
  ) { context in
    context.shows(.pipelineGeneratedMatrix, wanted: "a pipeline whose matrix of services is generated")
  }
}
