import TenfoldModel

extension Rule {
  /// TF-S1-4: an application model with at most five services.
  static let s1n4 = Rule(
    "TF-S1-4", .serviceCount, level: 1, .medium,
    title: "an application model with at most five services",
    counts: """
      Calls that add projects or services in an application host, CDK or Pulumi program.
      """,
    misleads: "Resources that the same program adds for stores and telemetry.",
    shownBy: [.source]
  ) { context in
    context.shows(
      .applicationModel, where: { (1..<10).contains($0.value ?? 0) },
      wanted: "an application model that adds one to five services")
  }
}
