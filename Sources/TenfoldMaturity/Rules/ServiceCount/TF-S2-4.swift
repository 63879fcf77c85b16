import TenfoldModel

extension Rule {
  /// TF-S2-4: ten to twenty images are built.
  static let s2n4 = Rule(
    "TF-S2-4", .serviceCount, level: 2, .medium,
    title: "ten to twenty images are built",
    counts: "Build folders with a Dockerfile each.",
    misleads: "The same service built twice for two platforms.",
    shownBy: [.source]
  ) { context in
    context.shows(
      .imageBuilds, where: { (10..<50).contains($0.value ?? 0) },
      wanted: "Dockerfiles that build ten to twenty own services")
  }
}
