import TenfoldModel

extension Rule {
  /// TF-M1-2: services are probed.
  static let m1n2 = Rule(
    "TF-M1-2", .monitoring, level: 1, .medium,
    title: "services are probed",
    counts: "Liveness or readiness probes, healthchecks.",
    misleads: "Probes of stores alone.",
    shownBy: [.compose, .kubernetes]
  ) { context in
    context.shows(.probes, wanted: "probes or healthchecks")
  }
}
