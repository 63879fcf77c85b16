import TenfoldModel

extension Rule {
  /// TF-M4-8: services are profiled all the time.
  static let m4n8 = Rule(
    "TF-M4-8", .monitoring, level: 4, .weak, parts: ["detector"],
    title: "services are profiled all the time",
    counts: "A continuous profiler.",
    misleads: "A profile taken once.",
    shownBy: [.kubernetes, .compose]
  ) { context in
    context.shows(.continuousProfiling, wanted: "continuous profiling")
  }
}
