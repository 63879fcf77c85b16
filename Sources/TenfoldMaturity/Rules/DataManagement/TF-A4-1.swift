import TenfoldModel

extension Rule {
  /// TF-A4-1: data is divided into shards.
  static let a4n1 = Rule(
    "TF-A4-1", .dataManagement, level: 4, .strong, parts: ["sharding"],
    title: "data is divided into shards",
    counts: """
      Sharding keyspaces, distributed tables, shard servers with routers, a distributed database \
      with three nodes and more as a primary store, a cluster mode, a partition key of a managed \
      store.
      """,
    misleads: """
      Partitions of a table on one node; consistent hashing of a load balancer; a sharding \
      variant that is not in use.
      """,
    shownBy: [.kubernetes, .compose, .infrastructure, .description, .configuration]
  ) { context in
    context.shows(.sharding, wanted: "sharding of a store that services use")
  }
}
