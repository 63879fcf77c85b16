import TenfoldModel

extension Rule {
  /// TF-A1-6: traces show one database under several services.
  static let a1n6 = Rule(
    "TF-A1-6", .dataManagement, level: 1, .strong,
    title: "traces show one database under several services",
    counts: "The same db.namespace from two services.",
    misleads: "A proxy in front of databases.",
    shownBy: [.traces]
  ) { context in
    context.shows(.tracedSharedDatabase, wanted: "one database under several services in traces")
  }
}
