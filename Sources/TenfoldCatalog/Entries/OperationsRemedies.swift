extension Catalog {
  /// What changes how changes, faults and the loss of places are met.
  ///
  /// Effort, time and risk are expert estimates (grade E, 2026-11-23).
  static let operationsRemedies: [RemedyFigures] = [
    .init(
      "ci-cd", "CI/CD pipeline with automated tests", effort: (1, 3, 8), days: (5, 12.25, 30),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Costs upkeep of tests and runners, and makes every later change safer."),
    .init(
      "canary", "Canary / progressive delivery", effort: (1, 3, 6), days: (5, 12.25, 30),
      undo: "easy", risk: "low", scale: 3,
      tradeoff: "Slower releases, far smaller incidents."),
    .init(
      "blue-green", "Blue-green deployment", effort: (0.5, 2, 4), days: (3, 7.94, 21),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Instant rollback for double capacity during the release."),
    .init(
      "feature-flags", "Feature flags / dark launch", effort: (0.5, 2, 4), days: (2, 5.29, 14),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Turns features off in seconds, and leaves dead branches to clean up."),
    .init(
      "central-logging", "Centralised logging", effort: (0.5, 2, 5), days: (2, 5.29, 14),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Finds faults in minutes, and its bill grows with traffic unless sampled."),
    .init(
      "metrics-alerts", "Metrics, burn-rate alerts, dashboards", effort: (0.5, 2, 4), days: (2, 5.29, 14),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Tells you early and calmly, if you keep the number of alerts small."),
    .init(
      "distributed-tracing", "Distributed tracing", effort: (1, 3, 8), days: (5, 12.25, 30),
      undo: "easy", risk: "low", scale: 3,
      tradeoff: "Shows where time goes across services, at a per-span cost you must sample down."),
    .init(
      "tiered-storage-retention", "Retention, sampling and tiered storage for telemetry", effort: (0.3, 1, 3),
      days: (1, 3.74, 14),
      undo: "easy", risk: "low", scale: 3,
      tradeoff: "Cuts the bill; the one trace you want may be gone."),
    .init(
      "self-healing", "Self-healing: probes, restarts, PDB, auto-replace", effort: (0.3, 1, 3),
      days: (1, 3.74, 14),
      undo: "easy", risk: "medium", scale: 4,
      tradeoff: "Cures the common crash without a person, and can make a bad probe into an outage."),
    .init(
      "multi-az", "Multi-AZ with synchronous standby", effort: (0.5, 2, 5), days: (2, 6.48, 21),
      undo: "medium", risk: "low", scale: 2,
      tradeoff: "Survives a zone at twice the database price and a millisecond per write."),
    .init(
      "multi-region-active-passive", "Multi-region, active-passive (DR)", effort: (6, 16, 40),
      days: (45, 90, 180),
      undo: "hard", risk: "medium", scale: 4,
      tradeoff: "Insurance against a lost region that only works if you rehearse it."),
    .init(
      "multi-region-active-active", "Multi-region, active-active", effort: (26, 78, 200),
      days: (180, 360, 720),
      undo: "very hard", risk: "high", scale: 4,
      tradeoff: "Fast near every user and no regional outage, with conflicts and cost as daily work."),
    .init(
      "anycast-gslb", "Global load balancing / anycast", effort: (1, 3, 8), days: (5, 14.49, 42),
      undo: "medium", risk: "low", scale: 4,
      tradeoff: "Users land on the nearest healthy region; routing mistakes are now global."),
    .init(
      "cells-shuffle-sharding", "Cell-based architecture / shuffle sharding / pods", effort: (12, 36, 100),
      days: (90, 181.25, 365),
      undo: "hard", risk: "medium", scale: 4,
      tradeoff:
        "A fault or a noisy tenant hurts one cell only, and every cell must be sized with its own reserve."),
  ]
}
