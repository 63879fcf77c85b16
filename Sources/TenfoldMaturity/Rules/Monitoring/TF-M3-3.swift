import TenfoldModel

extension Rule {
  /// TF-M3-3: alerts on what users feel reach somebody.
  static let m3n3 = Rule(
    "TF-M3-3", .monitoring, level: 3, .strong, parts: ["alerting"],
    title: "alerts on what users feel reach somebody",
    counts: "Alert rules on errors or latency, and a receiver.",
    misleads: "Rules without a route; alerts on machines only; tests of rules.",
    shownBy: [.kubernetes, .compose, .monitoring, .infrastructure, .description]
  ) { context in
    context.alertsReachSomebody()
  }
}
