import TenfoldModel

extension Rule {
  /// TF-M4-6: machines keep themselves in shape.
  static let m4n6 = Rule(
    "TF-M4-6", .monitoring, level: 4, .medium, parts: ["loop"],
    title: "machines keep themselves in shape",
    counts: """
      Vertical autoscalers in automatic mode, descheduler, node problem detectors with remedies, \
      reboot daemons.
      """,
    misleads: "The word in a log rule.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.selfMaintenance, wanted: "vertical autoscaling, descheduling or node repair")
  }
}
