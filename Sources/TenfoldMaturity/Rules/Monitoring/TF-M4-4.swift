import TenfoldModel

extension Rule {
  /// TF-M4-4: causes are sought by machine.
  static let m4n4 = Rule(
    "TF-M4-4", .monitoring, level: 4, .medium, parts: ["detector"],
    title: "causes are sought by machine",
    counts: "Operators that analyse faults and store results.",
    misleads: "A chat bot.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.rootCauseAnalysis, wanted: "an operator that analyses faults")
  }
}
