import TenfoldModel

extension Rule {
  /// TF-S1-5: a pipeline pushes at most five images.
  static let s1n5 = Rule(
    "TF-S1-5", .serviceCount, level: 1, .medium,
    title: "a pipeline pushes at most five images",
    counts: "Entries of the matrix, or jobs, that push an image each.",
    misleads: "Platforms and language versions in the same matrix.",
    shownBy: [.pipeline]
  ) { context in
    context.shows(
      .pipelineImages, where: { (1..<10).contains($0.value ?? 0) },
      wanted: "a pipeline that pushes one to five images")
  }
}
