import TenfoldModel

extension Catalog {
  /// What is assumed of users, payloads and promises.
  static let workloadEntries: [CatalogEntry] = [
    .init("workload users", 100, 100, 100, "1", .e, .convention),
    .init("workload requestsPerUser", 0.1, 0.1, 0.1, "1/s", .e, .ladder),
    .init("workload peakFactor", 2, 3, 4, "1", .e, .expert),
    .init("workload requestSize", 300, 1000, 4000, "bytes", .e, .expert),
    .init("workload responseSize", 2000, 10_000, 50_000, "bytes", .e, .expert),
    .init("workload growthPerYear", 1.5, 3, 10, "1", .e, .expert),
    .init("workload growth.services", 0.2, 0.3, 0.4, "1", .e, .ladder),
    .init("workload horizon", 31_536_000, 31_536_000, 31_536_000, "s", .e, .convention),
    .init("objective p99", 1, 1, 1, "s", .e, .convention),
    .init("objective unavailability.100", 0.01, 0.01, 0.01, "share", .e, .convention),
    .init("objective unavailability.10K", 0.005, 0.005, 0.005, "share", .e, .convention),
    .init("objective unavailability.1M", 0.001, 0.001, 0.001, "share", .e, .convention),
    .init("objective unavailability.100M", 0.0005, 0.0005, 0.0005, "share", .e, .convention),
    .init("objective staleness", 1, 1, 1, "s", .e, .convention),
    .init("objective staleReads", 0.1, 0.1, 0.1, "share", .e, .convention),
    .init("objective repairShare", 0.05, 0.05, 0.05, "share", .e, .convention),
    // Most are mended in bulk by a script, some one by one.
    .init("consistency repairTime", 1, 30, 1800, "s", .e, .expert),
    .init("consistency outboxInterval", 0.02, 0.2, 2, "s", .e, .expert),
    .init("objective tenantsPerFault", 0.25, 0.25, 0.25, "share", .e, .convention),
    .init("objective budgetShare.changes", 0.5, 0.5, 0.5, "share", .e, .convention),
    .init("compute utilization", 0.4, 0.6, 0.7, "share", .a, .netflixModels),
    .init("availability commonCause", 0.01, 0.05, 0.1, "share", .d, .expert),
  ]
}
