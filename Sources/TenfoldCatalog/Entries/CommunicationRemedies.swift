extension Catalog {
  /// What changes how services call each other and what they do when others fail.
  ///
  /// Effort, time and risk are expert estimates (grade E, 2026-11-23).
  static let communicationRemedies: [RemedyFigures] = [
    .init(
      "async-messaging", "Async messaging / background jobs", effort: (1, 4, 10), days: (7, 17.15, 42),
      undo: "medium", risk: "medium", scale: 2,
      tradeoff: "Answers fast and absorbs bursts, but the work finishes later and must be safe to repeat."),
    .init(
      "event-driven", "Event-driven integration (CDC/outbox, pub/sub)", effort: (6, 16, 52),
      days: (30, 73.48, 180),
      undo: "hard", risk: "medium", scale: 3,
      tradeoff: "Services stop waiting for each other, and the truth now travels with a delay."),
    .init(
      "transactional-outbox", "Transactional outbox with a relay", effort: (1, 3, 8), days: (5, 12.25, 30),
      undo: "medium", risk: "low", scale: 3,
      tradeoff:
        "What is told can no longer be lost, but it is told a moment later, may come twice, and each write costs one more row."
    ),
    .init(
      "saga-compensation", "Sagas: every step has one that undoes it", effort: (2, 6, 16),
      days: (14, 34.3, 84),
      undo: "hard", risk: "medium", scale: 3,
      tradeoff:
        "What stays half done is undone by itself, while others may have seen it and every undo must be written and tested."
    ),
    .init(
      "api-gateway", "API gateway", effort: (1, 3, 8), days: (5, 12.25, 30),
      undo: "medium", risk: "medium", scale: 3,
      tradeoff:
        "One front door for auth and limits, which is also one more hop and one more thing that can fail."),
    .init(
      "service-mesh", "Service mesh (mTLS, retries, traffic split)", effort: (4, 10, 26),
      days: (21, 50.2, 120),
      undo: "hard", risk: "medium", scale: 4,
      tradeoff:
        "Uniform security and traffic control, paid for in CPU, memory and milliseconds on every hop."),
    .init(
      "timeouts-retries-breakers", "Timeouts, bounded retries with jitter, circuit breakers",
      effort: (0.5, 2, 5), days: (2, 6.48, 21),
      undo: "easy", risk: "medium", scale: 2,
      tradeoff: "Contains failures, but badly set retries multiply load exactly when it hurts."),
    .init(
      "rate-limit", "Rate limiting and quotas per client", effort: (0.5, 1.5, 4), days: (2, 5.29, 14),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Protects everyone from one noisy client, and will sometimes refuse a good one."),
    .init(
      "load-shedding", "Prioritised load shedding / adaptive concurrency", effort: (1, 3, 8),
      days: (5, 12.25, 30),
      undo: "easy", risk: "medium", scale: 3,
      tradeoff: "Keeps the important requests fast by refusing the others on purpose."),
    .init(
      "bulkheads", "Bulkheads / cell or pool isolation", effort: (1, 3, 8), days: (5, 14.49, 42),
      undo: "medium", risk: "low", scale: 3,
      tradeoff: "Limits the damage of one bad part at the cost of spare capacity in each part."),
    .init(
      "graceful-degradation", "Graceful degradation / fallbacks", effort: (1, 3, 8), days: (5, 14.49, 42),
      undo: "easy", risk: "low", scale: 3,
      tradeoff: "A poorer page instead of an error page."),
    .init(
      "backpressure-queues", "Bounded queues and backpressure", effort: (0.3, 1.5, 4), days: (2, 5.29, 14),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Says no early instead of late to everyone."),
    .init(
      "idempotency-dedup", "Idempotency keys and exactly-once effects", effort: (0.5, 2, 6),
      days: (3, 9.49, 30),
      undo: "medium", risk: "low", scale: 2,
      tradeoff: "A small extra write that makes every retry harmless."),
    .init(
      "hedging", "Hedged / tied requests", effort: (0.5, 2, 4), days: (3, 6.48, 14),
      undo: "easy", risk: "medium", scale: 3,
      tradeoff: "Cuts the tail for a few percent more load; dangerous when already saturated."),
    .init(
      "decompose-service", "Extract a service from the monolith", effort: (4, 12, 40), days: (30, 73.48, 180),
      undo: "hard", risk: "medium", scale: 3,
      tradeoff: "Teams ship alone, and calls that never failed before can now fail."),
    .init(
      "merge-services", "Merge services / modular monolith (un-decompose)", effort: (4, 12, 40),
      days: (30, 67.08, 150),
      undo: "hard", risk: "low", scale: 2,
      tradeoff: "Less to run and faster inside, at the price of shared releases."),
    .init(
      "data-locality-zone-aware", "Zone-aware routing", effort: (0.3, 1, 3), days: (1, 3.74, 14),
      undo: "easy", risk: "low", scale: 3,
      tradeoff: "Saves cross-zone fees and a millisecond, with less even load."),
  ]
}
