import TenfoldModel

extension Catalog {
  /// What is assumed of incidents, and what remedies leave of them: `left.` is a factor of their number or of the share
  /// they spoil, `after` a time until they are over.
  static let incidentEntries: [CatalogEntry] = [
    .init("incident perYear", 1, 2, 12, "1", .e, .expert),
    .init("incident affectedShare", 0.3, 1, 1, "share", .e, .expert),
    .init("objective budgetShare.incident", 0.1, 0.1, 0.1, "share", .e, .convention),
    .init("incident ci-cd.left.change", 0.3, 0.6, 0.9, "share", .e, .dora),
    .init("incident feature-flags.after", 20, 60, 300, "s", .e, .expert),
    .init("incident blue-green.after", 30, 120, 600, "s", .e, .expert),
    .init("incident self-healing.left.fault", 0.2, 0.5, 0.8, "share", .e, .expert),
    .init("incident multi-az.after", 20, 60, 300, "s", .e, .expert),
    .init("incident active-passive.after", 300, 1800, 14_400, "s", .e, .expert),
    .init("incident active-active.after", 10, 60, 300, "s", .e, .expert),
    .init("incident breakers.left.dependency", 0.1, 0.3, 0.7, "share", .e, .expert),
    .init("incident breakers.left.retryStorm", 0.02, 0.1, 0.3, "share", .e, .expert),
    .init("incident bulkheads.left.dependency", 0.1, 0.4, 0.8, "share", .e, .expert),
    .init("incident degradation.left", 0.02, 0.1, 0.3, "share", .e, .expert),
    .init("incident shedding.left.overload", 0.1, 0.3, 0.6, "share", .e, .expert),
    .init("incident shedding.left.retryStorm", 0.1, 0.3, 0.6, "share", .e, .expert),
    .init("incident shedding.left.tenant", 0.1, 0.3, 0.6, "share", .e, .expert),
    // What a bounded queue refuses of 1.2, 2 and 4 times what can be served: 1 - 1/rho.
    .init("incident backpressure.left.overload", 0.17, 0.5, 0.75, "share", .e, .expert),
    .init("incident anycast.after", 10, 30, 60, "s", .e, .expert),
    .init("incident rate-limit.left.overload", 0.3, 0.6, 0.9, "share", .e, .expert),
    .init("incident rate-limit.left.tenant", 0.05, 0.2, 0.5, "share", .e, .expert),
    .init("incident reservation.left.overload", 0.1, 0.4, 0.7, "share", .e, .expert),
    .init("incident autoscaling.left.overload", 0.2, 0.5, 0.9, "share", .e, .expert),
    .init("incident idempotency.left.duplicate", 0.01, 0.05, 0.2, "share", .e, .expert),
  ]
}
