import TenfoldModel

extension Rule {
  /// TF-M3-2: traces cover the services.
  static let m3n2 = Rule(
    "TF-M3-2", .monitoring, level: 3, .strong, parts: ["tracing"],
    title: "traces cover the services",
    counts: "Traces hold four of five own services.",
    misleads: "Sampling that hides edges.",
    shownBy: [.traces]
  ) { context in
    context.shows(
      .tracedShare, where: { ($0.value ?? 0) >= 0.8 }, wanted: "traces with four of five own services")
  }
}
