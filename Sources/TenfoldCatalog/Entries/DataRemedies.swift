extension Catalog {
  /// What relieves stores: caches, copies, division and read models.
  ///
  /// Effort, time and risk are expert estimates (grade E, 2026-11-23).
  static let dataRemedies: [RemedyFigures] = [
    .init(
      "cache-aside", "Read cache (Redis/Memcached), cache-aside with TTL", effort: (1, 3, 6),
      days: (3, 7.94, 21),
      undo: "medium", risk: "medium", scale: 2,
      tradeoff:
        "Removes most repeated reads, but now data may be stale and a cold cache can take down the DB."),
    .init(
      "request-coalescing", "Request coalescing / single-flight / leases", effort: (0.5, 1.5, 4),
      days: (2, 5.29, 14),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Protects the store from a hot key, and all waiters share the fate of the one fetch."),
    .init(
      "hot-key-split", "Hot-key splitting / local cache / salting", effort: (0.5, 2, 5), days: (3, 7.94, 21),
      undo: "medium", risk: "medium", scale: 3,
      tradeoff: "Spreads one burning key at the price of wider reads or small staleness."),
    .init(
      "cdn-static", "CDN for static and cacheable content", effort: (0.5, 1, 3), days: (1, 2.65, 7),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Cheaper and faster for the user, but purging and private content need care."),
    .init(
      "read-replicas", "Read replicas", effort: (0.5, 2, 6), days: (1, 3.74, 14),
      undo: "easy", risk: "medium", scale: 2,
      tradeoff: "Adds read capacity fast, does nothing for writes, and readers may see old data."),
    .init(
      "archive-partition-tables", "Table partitioning, archiving, TTL", effort: (1, 3, 8),
      days: (5, 14.49, 42),
      undo: "medium", risk: "low", scale: 2,
      tradeoff: "Keeps the hot data small, but old data needs another path."),
    .init(
      "db-vertical-partition", "Functional (vertical) partitioning of the database", effort: (6, 16, 40),
      days: (30, 73.48, 180),
      undo: "hard", risk: "medium", scale: 3,
      tradeoff: "Buys a few times more headroom without a shard key, until one table alone is too big."),
    .init(
      "sharding", "Horizontal sharding", effort: (20, 60, 150), days: (120, 254.56, 540),
      undo: "very hard", risk: "high", scale: 4,
      tradeoff:
        "Near-unlimited writes, and every cross-shard query, join and migration becomes your problem."),
    .init(
      "distributed-sql", "Distributed SQL / managed NoSQL", effort: (16, 40, 100), days: (90, 189.74, 400),
      undo: "very hard", risk: "high", scale: 3,
      tradeoff: "Scale without a shard project of your own, with higher latency and cost per query."),
    .init(
      "cqrs", "CQRS: separate read model", effort: (6, 14, 40), days: (30, 67.08, 150),
      undo: "hard", risk: "medium", scale: 4,
      tradeoff: "Each side gets its best store, and the two disagree for a moment after every write."),
    .init(
      "materialized-precompute", "Precompute / fan-out on write / denormalise", effort: (2, 6, 16),
      days: (14, 35.5, 90),
      undo: "medium", risk: "medium", scale: 3,
      tradeoff: "Reads become trivial and writes multiply, so the few huge producers need the other way."),
  ]
}
