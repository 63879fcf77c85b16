import TenfoldModel

extension Rule {
  /// TF-S2-5: ten to twenty services in the traces.
  static let s2n5 = Rule(
    "TF-S2-5", .serviceCount, level: 2, .medium,
    title: "ten to twenty services in the traces",
    counts: "Distinct values of service.name.",
    misleads: "Versions of one service under several names.",
    shownBy: [.traces]
  ) { context in
    context.shows(
      .tracedServices, where: { (10..<50).contains($0.value ?? 0) },
      wanted: "traces with ten to twenty services")
  }
}
