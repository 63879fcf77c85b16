import TenfoldModel

extension Rule {
  /// TF-C2-7: workers scale with a queue.
  static let c2n7 = Rule(
    "TF-C2-7", .communication, level: 2, .medium,
    title: "workers scale with a queue",
    counts: "A ScaledObject with a queue trigger.",
    misleads: "A trigger on cpu.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.queueScaler, wanted: "a ScaledObject with a queue trigger")
  }
}
