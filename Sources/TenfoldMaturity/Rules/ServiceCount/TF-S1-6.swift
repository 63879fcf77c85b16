import TenfoldModel

extension Rule {
  /// TF-S1-6: at most five services in the traces.
  static let s1n6 = Rule(
    "TF-S1-6", .serviceCount, level: 1, .medium,
    title: "at most five services in the traces",
    counts: "Distinct values of service.name.",
    misleads: "Proxies and load generators also send spans.",
    shownBy: [.traces]
  ) { context in
    context.shows(
      .tracedServices, where: { (1..<10).contains($0.value ?? 0) }, wanted: "traces with one to five services"
    )
  }
}
