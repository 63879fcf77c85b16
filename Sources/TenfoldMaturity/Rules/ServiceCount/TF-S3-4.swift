import TenfoldModel

extension Rule {
  /// TF-S3-4: fifty to a hundred services in the traces.
  static let s3n4 = Rule(
    "TF-S3-4", .serviceCount, level: 3, .medium,
    title: "fifty to a hundred services in the traces",
    counts: "Distinct values of service.name.",
    misleads: "Functions that send spans of their own.",
    shownBy: [.traces]
  ) { context in
    context.shows(
      .tracedServices, where: { (50..<200).contains($0.value ?? 0) },
      wanted: "traces with fifty services or more")
  }
}
