import TenfoldModel

extension Rule {
  /// TF-S1-3: at most five images are built.
  static let s1n3 = Rule(
    "TF-S1-3", .serviceCount, level: 1, .medium,
    title: "at most five images are built",
    counts: """
      Dockerfiles with an entry point or command that are built for release.
      """,
    misleads: """
      Dockerfiles for tests and development, and base images of the repository itself.
      """,
    shownBy: [.source]
  ) { context in
    context.shows(
      .imageBuilds, where: { (1..<10).contains($0.value ?? 0) },
      wanted: "Dockerfiles that build one to five own services")
  }
}
