import TenfoldModel

extension Rule {
  /// TF-A3-2: stores are replicated.
  static let a3n2 = Rule(
    "TF-A3-2", .dataManagement, level: 3, .strong, parts: ["replication"],
    title: "stores are replicated",
    counts: """
      Replicas with replication set up: instances of a database operator, replica sets with \
      members, read replicas, Sentinel, replication architecture of a chart, several zones of a \
      managed database.
      """,
    misleads: """
      replicas: 3 on a database without replication is a fault; RBAC text that says replicasets.
      """,
    shownBy: [.kubernetes, .compose, .infrastructure, .description, .configuration]
  ) { context in
    context.shows(
      .storeReplication,
      wanted:
        "replication of a store that services use (an operator's instances, a replica set, read replicas)")
  }
}
