import TenfoldModel

extension Rule {
  /// TF-D1-4: images with moving tags.
  static let d1n4 = Rule(
    "TF-D1-4", .deployment, level: 1, .medium,
    title: "images with moving tags",
    counts: """
      Own images with the tag latest or none: what runs is not what was tested.
      """,
    misleads: "Images built in place have no tag to move.",
    shownBy: [.compose, .kubernetes]
  ) { context in
    context.shows(.movingImageTag, wanted: "own images with a moving tag")
  }
}
