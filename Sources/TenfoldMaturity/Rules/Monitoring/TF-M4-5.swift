import TenfoldModel

extension Rule {
  /// TF-M4-5: healing is tested.
  static let m4n5 = Rule(
    "TF-M4-5", .monitoring, level: 4, .medium, parts: ["loop"],
    title: "healing is tested",
    counts: "Chaos experiments on a schedule.",
    misleads: "A load test.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.chaosExperiment, wanted: "chaos experiments on a schedule")
  }
}
