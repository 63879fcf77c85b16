import TenfoldModel

extension Rule {
  /// TF-M4-7: repairs have happened.
  static let m4n7 = Rule(
    "TF-M4-7", .monitoring, level: 4, .strong, parts: ["loop"],
    title: "repairs have happened",
    counts: "Runs of remedies, rollbacks after failed analysis.",
    misleads: "Restarts.",
    shownBy: [.metrics, .traces]
  ) { context in
    context.shows(.observedRepair, wanted: "records of repairs")
  }
}
