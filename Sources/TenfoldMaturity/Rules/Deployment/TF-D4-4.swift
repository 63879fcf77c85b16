import TenfoldModel

extension Rule {
  /// TF-D4-4: a global entry sends users to a region.
  static let d4n4 = Rule(
    "TF-D4-4", .deployment, level: 4, .medium,
    title: "a global entry sends users to a region",
    counts: """
      Latency or failover records with health checks, global accelerators, front doors, global \
      load balancers, Gslb objects.
      """,
    misleads: "A single record; a CDN alone.",
    shownBy: [.infrastructure, .kubernetes]
  ) { context in
    context.shows(
      .globalEntry, wanted: "a global entry: latency or failover records, an accelerator, a front door")
  }
}
