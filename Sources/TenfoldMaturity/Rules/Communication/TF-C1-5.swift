import TenfoldModel

extension Rule {
  /// TF-C1-5: no broker.
  static let c1n5 = Rule(
    "TF-C1-5", .communication, level: 1, .medium,
    title: "no broker",
    counts: "No broker, no managed queue and no client of one.",
    misleads: "A broker for telemetry or configuration only is none.",
    shownBy: [.compose, .kubernetes, .infrastructure, .description]
  ) { context in
    context.noBusinessBroker()
  }
}
