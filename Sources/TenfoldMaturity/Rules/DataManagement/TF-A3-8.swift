import TenfoldModel

extension Rule {
  /// TF-A3-8: stores are backed up.
  static let a3n8 = Rule(
    "TF-A3-8", .dataManagement, level: 3, .medium, parts: ["replication"],
    title: "stores are backed up",
    counts: "Backup objects, point in time recovery, backup jobs of a store.",
    misleads: "Backups of the cluster's own state.",
    shownBy: [.kubernetes, .infrastructure]
  ) { context in
    context.shows(.backup, wanted: "backups of stores")
  }
}
