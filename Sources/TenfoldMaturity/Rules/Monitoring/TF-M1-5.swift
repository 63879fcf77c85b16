import TenfoldModel

extension Rule {
  /// TF-M1-5: the runbook says to read logs by hand.
  static let m1n5 = Rule(
    "TF-M1-5", .monitoring, level: 1, .weak,
    title: "the runbook says to read logs by hand",
    counts: "kubectl logs or docker logs in the documentation.",
    misleads: "Help for a first try.",
    shownBy: [.configuration, .source]
  ) { context in
    context.shows(.logsByHand, wanted: "logs read by hand in the documentation")
  }
}
