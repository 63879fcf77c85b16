import TenfoldModel

extension Rule {
  /// TF-A4-8: metrics show shards or projection lag.
  static let a4n8 = Rule(
    "TF-A4-8", .dataManagement, level: 4, .strong, parts: ["sharding"],
    title: "metrics show shards or projection lag",
    counts: "Series per shard, lag of projections.",
    misleads: "Lag of a broker.",
    shownBy: [.metrics]
  ) { context in
    context.shows(.measuredShards, wanted: "metrics per shard or of projection lag")
  }
}
