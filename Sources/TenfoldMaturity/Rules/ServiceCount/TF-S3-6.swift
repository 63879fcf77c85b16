import TenfoldModel

extension Rule {
  /// TF-S3-6: eight teams or more own services.
  static let s3n6 = Rule(
    "TF-S3-6", .serviceCount, level: 3, .medium,
    title: "eight teams or more own services",
    counts: "Distinct teams in CODEOWNERS or in team labels of workloads.",
    misleads: "People listed one by one are no teams.",
    shownBy: [.kubernetes, .configuration]
  ) { context in
    context.shows(.teams, where: { ($0.value ?? 0) >= 8 }, wanted: "eight teams or more named as owners")
  }
}
