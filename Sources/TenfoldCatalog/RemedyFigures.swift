public import TenfoldModel

/// What a remedy takes and gives up, as data; what it buys is computed by reading the changed system again.
public struct RemedyFigures: Sendable, Hashable {
  /// The remedy's stable id, such as `read-replicas`.
  public let id: String
  /// What it is, in a few words.
  public let name: String
  /// Effort, in person-weeks.
  public let effort: Range3
  /// Time until it works, in seconds.
  public let time: Range3
  /// `easy`, `medium`, `hard` or `very hard` to undo.
  public let reversibility: String
  /// `low`, `medium` or `high`.
  public let risk: String
  /// What it gives up, in a sentence.
  public let tradeoff: String

  init(
    _ id: String, _ name: String, effort: (Double, Double, Double), days: (Double, Double, Double),
    undo: String, risk: String, tradeoff: String
  ) {
    self.id = id
    self.name = name
    self.effort = Range3(low: effort.0, likely: effort.1, high: effort.2)
    time = Range3(low: days.0 * 86_400, likely: days.1 * 86_400, high: days.2 * 86_400)
    reversibility = undo
    self.risk = risk
    self.tradeoff = tradeoff
  }
}

extension Catalog {
  /// The figures of a remedy; nil for an id that is not known.
  ///
  /// - Parameter kind: What it is applied to, where that changes what it takes: dividing a cache is the configuration
  ///   of a cluster, dividing a database a rewrite of its queries.
  public static func remedy(_ id: String, for kind: ComponentKind? = nil) -> RemedyFigures? {
    if id == shardedCache.id, kind == .cache { return shardedCache }
    return remedies.first { $0.id == id }
  }

  /// Sharding as it is for a cache (grade E, 2026-11-27).
  private static let shardedCache = RemedyFigures(
    "sharding", "Cache cluster", effort: (0.5, 2, 6), days: (1, 5.29, 28), undo: "medium", risk: "low",
    tradeoff: "More memory and cores for the cache, but commands over several keys must stay in one slot.")

  /// The figures of every remedy. Effort, time and risk are expert estimates (grade E, 2026-11-23).
  public static let remedies: [RemedyFigures] = [
    .init(
      "do-nothing", "Leave it as it is", effort: (0, 0, 0), days: (0, 0, 0), undo: "easy", risk: "low",
      tradeoff: "Nothing is given up, and nothing is ready for growth beyond the target."),
    .init(
      "measure-first", "Load test, golden-signal metrics, SLOs", effort: (1, 2, 4),
      days: (2, 5.29, 14), undo: "easy", risk: "low",
      tradeoff: "Costs a little CPU and two weeks now, and stops you from fixing the wrong thing."),
    .init(
      "query-index-tuning", "Slow-query and index tuning, N+1 removal", effort: (0.5, 2, 6),
      days: (1, 5.48, 30), undo: "easy", risk: "low",
      tradeoff: "Cheap and large at first, but each further gain is smaller and indexes slow writes."),
    .init(
      "vertical-scaling", "Bigger instance", effort: (0.1, 0.3, 1),
      days: (0.1, 0.45, 2), undo: "easy", risk: "low",
      tradeoff:
        "The fastest fix there is, but it ends at the largest machine and leaves one point of failure."),
    .init(
      "stateless-horizontal", "Stateless app tier behind a load balancer", effort: (1, 3, 8),
      days: (3, 9.49, 30), undo: "medium", risk: "low",
      tradeoff: "Gives linear capacity and survives a host loss, but session state must leave the process."),
    .init(
      "connection-pooling", "Connection pooling (PgBouncer, RDS Proxy, HikariCP)", effort: (0.5, 1, 3),
      days: (1, 2.65, 7), undo: "easy", risk: "low",
      tradeoff:
        "Lets thousands of clients share tens of connections, but session-level features stop working."),
    .init(
      "pool-sizing", "More workers or connections per replica", effort: (0.1, 0.3, 1),
      days: (0.5, 1.5, 5), undo: "easy", risk: "low",
      tradeoff:
        "Costs a setting and some memory, but passes every burst on to what the threads wait for."),
    .init(
      "cache-aside", "Read cache (Redis/Memcached), cache-aside with TTL", effort: (1, 3, 6),
      days: (3, 7.94, 21), undo: "medium", risk: "medium",
      tradeoff:
        "Removes most repeated reads, but now data may be stale and a cold cache can take down the DB."),
    .init(
      "cdn-static", "CDN for static and cacheable content", effort: (0.5, 1, 3),
      days: (1, 2.65, 7), undo: "easy", risk: "low",
      tradeoff: "Cheaper and faster for the user, but purging and private content need care."),
    .init(
      "read-replicas", "Read replicas", effort: (0.5, 2, 6),
      days: (1, 3.74, 14), undo: "easy", risk: "medium",
      tradeoff: "Adds read capacity fast, does nothing for writes, and readers may see old data."),
    .init(
      "async-messaging", "Async messaging / background jobs", effort: (1, 4, 10),
      days: (7, 17.15, 42), undo: "medium", risk: "medium",
      tradeoff: "Answers fast and absorbs bursts, but the work finishes later and must be safe to repeat."),
    .init(
      "autoscaling", "Horizontal autoscaling (HPA/KEDA + Karpenter)", effort: (0.5, 2, 4),
      days: (2, 5.29, 14), undo: "easy", risk: "medium",
      tradeoff:
        "Pays for load instead of peak, but reacts in minutes and can push the overload to the database."),
    .init(
      "ci-cd", "CI/CD pipeline with automated tests", effort: (1, 3, 8),
      days: (5, 12.25, 30), undo: "easy", risk: "low",
      tradeoff: "Costs upkeep of tests and runners, and makes every later change safer."),
    .init(
      "central-logging", "Centralised logging", effort: (0.5, 2, 5),
      days: (2, 5.29, 14), undo: "easy", risk: "low",
      tradeoff: "Finds faults in minutes, and its bill grows with traffic unless sampled."),
    .init(
      "metrics-alerts", "Metrics, burn-rate alerts, dashboards", effort: (0.5, 2, 4),
      days: (2, 5.29, 14), undo: "easy", risk: "low",
      tradeoff: "Tells you early and calmly, if you keep the number of alerts small."),
    .init(
      "distributed-tracing", "Distributed tracing", effort: (1, 3, 8),
      days: (5, 12.25, 30), undo: "easy", risk: "low",
      tradeoff: "Shows where time goes across services, at a per-span cost you must sample down."),
    .init(
      "timeouts-retries-breakers", "Timeouts, bounded retries with jitter, circuit breakers",
      effort: (0.5, 2, 5),
      days: (2, 6.48, 21), undo: "easy", risk: "medium",
      tradeoff: "Contains failures, but badly set retries multiply load exactly when it hurts."),
    .init(
      "graceful-degradation", "Graceful degradation / fallbacks", effort: (1, 3, 8),
      days: (5, 14.49, 42), undo: "easy", risk: "low",
      tradeoff: "A poorer page instead of an error page."),
    .init(
      "api-gateway", "API gateway", effort: (1, 3, 8),
      days: (5, 12.25, 30), undo: "medium", risk: "medium",
      tradeoff:
        "One front door for auth and limits, which is also one more hop and one more thing that can fail."),
    .init(
      "service-mesh", "Service mesh (mTLS, retries, traffic split)", effort: (4, 10, 26),
      days: (21, 50.2, 120), undo: "hard", risk: "medium",
      tradeoff: "Uniform security and traffic control, paid for in CPU, memory and milliseconds on every hop."
    ),
    .init(
      "canary", "Canary / progressive delivery", effort: (1, 3, 6),
      days: (5, 12.25, 30), undo: "easy", risk: "low",
      tradeoff: "Slower releases, far smaller incidents."),
    .init(
      "db-vertical-partition", "Functional (vertical) partitioning of the database", effort: (6, 16, 40),
      days: (30, 73.48, 180), undo: "hard", risk: "medium",
      tradeoff: "Buys a few times more headroom without a shard key, until one table alone is too big."),
    .init(
      "archive-partition-tables", "Table partitioning, archiving, TTL", effort: (1, 3, 8),
      days: (5, 14.49, 42), undo: "medium", risk: "low",
      tradeoff: "Keeps the hot data small, but old data needs another path."),
    .init(
      "sharding", "Horizontal sharding", effort: (20, 60, 150),
      days: (120, 254.56, 540), undo: "very hard", risk: "high",
      tradeoff: "Near-unlimited writes, and every cross-shard query, join and migration becomes your problem."
    ),
    .init(
      "multi-az", "Multi-AZ with synchronous standby", effort: (0.5, 2, 5),
      days: (2, 6.48, 21), undo: "medium", risk: "low",
      tradeoff: "Survives a zone at twice the database price and a millisecond per write."),
    .init(
      "multi-region-active-active", "Multi-region, active-active", effort: (26, 78, 200),
      days: (180, 360, 720), undo: "very hard", risk: "high",
      tradeoff: "Fast near every user and no regional outage, with conflicts and cost as daily work."),
    .init(
      "merge-services", "Merge services / modular monolith (un-decompose)", effort: (4, 12, 40),
      days: (30, 67.08, 150), undo: "hard", risk: "low",
      tradeoff: "Less to run and faster inside, at the price of shared releases."),
    .init(
      "self-healing", "Self-healing: probes, restarts, PDB, auto-replace", effort: (0.3, 1, 3),
      days: (1, 3.74, 14), undo: "easy", risk: "medium",
      tradeoff: "Cures the common crash without a person, and can make a bad probe into an outage."),
    .init(
      "batching", "Batching and pipelining", effort: (0.3, 1, 3),
      days: (1, 3.74, 14), undo: "easy", risk: "low",
      tradeoff: "More throughput for a little more waiting."),
    .init(
      "cqrs", "CQRS: separate read model", effort: (6, 14, 40),
      days: (30, 67.08, 150), undo: "hard", risk: "medium",
      tradeoff: "Each side gets its best store, and the two disagree for a moment after every write."),
  ]
}
