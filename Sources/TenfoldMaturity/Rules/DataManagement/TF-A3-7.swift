import TenfoldModel

extension Rule {
  /// TF-A3-7: metrics show replicas.
  static let a3n7 = Rule(
    "TF-A3-7", .dataManagement, level: 3, .strong, parts: ["replication"],
    title: "metrics show replicas",
    counts: "Replication lag, connected replicas, members of a replica set.",
    misleads: "Replicas of a Deployment.",
    shownBy: [.metrics]
  ) { context in
    context.shows(.measuredReplication, wanted: "metrics of replication")
  }
}
