internal import TenfoldModel

extension Ladder {
  static let dataManagementCells = [
    LadderCell(
      dimension: .dataManagement, level: 1, title: "shared database",
      meaning: """
        Several services work on the same tables. Queries across them are easy; a change of the schema, a lock or a \
        slow query of one service is everybody's.
        """,
      needs: "One strong rule or two others.",
      model: "One station that several services load: saturation, connections and locks are shared.",
      remedies: ["query-index-tuning", "connection-pooling", "vertical-scaling", "separate-db-host"]),
    LadderCell(
      dimension: .dataManagement, level: 2, title: "database per service starts",
      meaning: """
        A service's data is its own, behind its interface. Teams change schemas alone; what was a join becomes a \
        call or an event.
        """,
      needs: "One strong rule or two others; databases on one server still share its capacity.",
      model: "Demands split over databases; those on one server remain one station.",
      remedies: ["db-vertical-partition", "decompose-service"]),
    LadderCell(
      dimension: .dataManagement, level: 3, title: "polyglot persistence, replication",
      meaning: """
        Each kind of data in the engine that suits it, with copies: replicas carry reads and take over when a \
        primary fails. Readers may see data a moment old.
        """,
      needs:
        "Engines of two families and replication; `replicas: 3` without replication is a fault, not a level.",
      model: """
        Replicas divide the reads and repeat the writes; lag decides how old a read may be; a cache takes the share \
        that popularity gives it.
        """,
      remedies: ["read-replicas", "cache-aside", "connection-pooling", "materialized-precompute"]),
    LadderCell(
      dimension: .dataManagement, level: 4, title: "sharding, CQRS, eventual consistency",
      meaning: """
        Writes too are divided: by key over shards, and from reads by separate models fed with events. Agreement \
        across regions costs more than it is worth, so copies agree in the end: the bottleneck is consistency.
        """,
      needs: "Sharding, and separate models or an event store.",
      model:
        "Shards with skewed keys, scatter and gather, projections with lag, quorums, writes across regions.",
      remedies: ["sharding", "cqrs", "distributed-sql", "hot-key-split", "db-vertical-partition"]),
  ]
}
