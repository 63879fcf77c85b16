import TenfoldModel

extension Rule {
  /// TF-A4-7: writes are copied across regions.
  static let a4n7 = Rule(
    "TF-A4-7", .dataManagement, level: 4, .medium, parts: ["sharding"],
    title: "writes are copied across regions",
    counts: "Global tables, multi-region stores, conflict rules.",
    misleads: "Backups in another region.",
    shownBy: [.infrastructure, .kubernetes]
  ) { context in
    context.shows(.multiRegionReplication, wanted: "stores replicated across regions")
  }
}
