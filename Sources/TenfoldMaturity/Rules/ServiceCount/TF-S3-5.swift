import TenfoldModel

extension Rule {
  /// TF-S3-5: fifty to a hundred services in the catalogue.
  static let s3n5 = Rule(
    "TF-S3-5", .serviceCount, level: 3, .medium,
    title: "fifty to a hundred services in the catalogue",
    counts: "Catalogue entities, also over several repositories.",
    misleads: "Entities without a running service.",
    shownBy: [.kubernetes, .configuration]
  ) { context in
    context.shows(
      .catalogServices, where: { (50..<200).contains($0.value ?? 0) },
      wanted: "a service catalogue with fifty components or more")
  }
}
