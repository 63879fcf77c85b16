import TenfoldModel

extension Rule {
  /// TF-M3-6: objectives are objects.
  static let m3n6 = Rule(
    "TF-M3-6", .monitoring, level: 3, .medium, parts: ["alerting"],
    title: "objectives are objects",
    counts: "SLO objects, burn-rate alerts.",
    misleads: "Numbers in prose.",
    shownBy: [.kubernetes, .monitoring]
  ) { context in
    context.shows(.serviceObjective, wanted: "service level objectives as objects or burn-rate alerts")
  }
}
