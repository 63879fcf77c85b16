import TenfoldModel

extension Rule {
  /// TF-M1-3: logs stay with the containers.
  static let m1n3 = Rule(
    "TF-M1-3", .monitoring, level: 1, .medium,
    title: "logs stay with the containers",
    counts: "No shipper, no log driver but the local one.",
    misleads: "Managed platforms collect by themselves.",
    shownBy: [.compose, .kubernetes, .description]
  ) { context in
    context.nothingCollects([.logShipping, .managedLogs], "no log shipper, log driver or managed collection")
  }
}
