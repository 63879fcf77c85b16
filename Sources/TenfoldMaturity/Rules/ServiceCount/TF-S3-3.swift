import TenfoldModel

extension Rule {
  /// TF-S3-3: more than twenty namespaces.
  static let s3n3 = Rule(
    "TF-S3-3", .serviceCount, level: 3, .medium,
    title: "more than twenty namespaces",
    counts: "Namespaces that hold parts of the system.",
    misleads: "Namespaces of the cluster itself and of single developers.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(
      .namespaces, where: { ($0.value ?? 0) > 20 },
      wanted: "more than twenty namespaces with parts of the system")
  }
}
