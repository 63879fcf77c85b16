extension Catalog {
  /// What makes machines, pools and calls carry more, or cost less.
  ///
  /// Effort, time and risk are expert estimates (grade E, 2026-11-23).
  static let capacityRemedies: [RemedyFigures] = [
    .init(
      "do-nothing", "Leave it as it is", effort: (0, 0, 0), days: (0, 0, 0),
      undo: "easy", risk: "low", scale: 1,
      tradeoff: "Nothing is given up, and nothing is ready for growth beyond the target."),
    .init(
      "measure-first", "Load test, golden-signal metrics, SLOs", effort: (1, 2, 4), days: (2, 5.29, 14),
      undo: "easy", risk: "low", scale: 1,
      tradeoff: "Costs a little CPU and two weeks now, and stops you from fixing the wrong thing."),
    .init(
      "query-index-tuning", "Slow-query and index tuning, N+1 removal", effort: (0.5, 2, 6),
      days: (1, 5.48, 30),
      undo: "easy", risk: "low", scale: 1,
      tradeoff: "Cheap and large at first, but each further gain is smaller and indexes slow writes."),
    .init(
      "vertical-scaling", "Bigger instance", effort: (0.1, 0.3, 1), days: (0.1, 0.45, 2),
      undo: "easy", risk: "low", scale: 1,
      tradeoff:
        "The fastest fix there is, but it ends at the largest machine and leaves one point of failure."),
    .init(
      "separate-db-host", "Move database and static files off the app box", effort: (0.5, 1, 2),
      days: (1, 2.65, 7),
      undo: "easy", risk: "low", scale: 1,
      tradeoff: "Two tiers can be sized apart, at the price of a network hop per query."),
    .init(
      "stateless-horizontal", "Stateless app tier behind a load balancer", effort: (1, 3, 8),
      days: (3, 9.49, 30),
      undo: "medium", risk: "low", scale: 2,
      tradeoff: "Gives linear capacity and survives a host loss, but session state must leave the process."),
    .init(
      "autoscaling", "Horizontal autoscaling (HPA/KEDA + Karpenter)", effort: (0.5, 2, 4),
      days: (2, 5.29, 14),
      undo: "easy", risk: "medium", scale: 3,
      tradeoff:
        "Pays for load instead of peak, but reacts in minutes and can push the overload to the database."),
    .init(
      "pool-sizing", "More workers or connections per replica", effort: (0.1, 0.3, 1), days: (0.5, 1.5, 5),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Costs a setting and some memory, but passes every burst on to what the threads wait for."),
    .init(
      "connection-pooling", "Connection pooling (PgBouncer, RDS Proxy, HikariCP)", effort: (0.5, 1, 3),
      days: (1, 2.65, 7),
      undo: "easy", risk: "low", scale: 2,
      tradeoff:
        "Lets thousands of clients share tens of connections, but session-level features stop working."),
    .init(
      "batching", "Batching and pipelining", effort: (0.3, 1, 3), days: (1, 3.74, 14),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "More throughput for a little more waiting."),
    .init(
      "compression-binary", "Compression, protobuf/gRPC for internal calls", effort: (1, 3, 10),
      days: (5, 17.32, 60),
      undo: "medium", risk: "low", scale: 3,
      tradeoff: "Smaller and faster messages that people cannot read without tools."),
    .init(
      "tls-offload-reuse", "TLS session resumption, keep-alive, ECDSA certs", effort: (0.2, 0.5, 1),
      days: (0.5, 1.58, 5),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Almost free speed; long-lived connections spread load less evenly."),
    .init(
      "right-size-spot", "Right-sizing, spot/preemptible, commitments", effort: (0.5, 2, 4),
      days: (2, 6.48, 21),
      undo: "easy", risk: "medium", scale: 2,
      tradeoff: "Large savings for steady or interruptible work; a commitment is a bet on the future."),
    .init(
      "arm-migration", "Move to ARM", effort: (1, 3, 8), days: (5, 14.49, 42),
      undo: "easy", risk: "low", scale: 2,
      tradeoff: "Cheaper cores for the trouble of building two images."),
    .init(
      "capacity-reservation-gameday", "Capacity reservations, game days, load forecasts", effort: (0.5, 2, 6),
      days: (7, 20.49, 60),
      undo: "easy", risk: "low", scale: 3,
      tradeoff: "Pays for idle capacity so that the big day is boring."),
    .init(
      "containers-orchestration", "Containers + Kubernetes (or ECS/Cloud Run)", effort: (4, 10, 26),
      days: (14, 35.5, 90),
      undo: "hard", risk: "medium", scale: 3,
      tradeoff: "One way to run everything, with a platform that needs its own care."),
  ]
}
