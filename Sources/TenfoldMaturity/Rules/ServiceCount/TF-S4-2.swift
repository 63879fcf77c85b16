import TenfoldModel

extension Rule {
  /// TF-S4-2: more than two hundred services in the service graph.
  static let s4n2 = Rule(
    "TF-S4-2", .serviceCount, level: 4, .strong,
    title: "more than two hundred services in the service graph",
    counts: "Distinct clients and servers in service graph metrics.",
    misleads: "Pods counted for services.",
    shownBy: [.metrics]
  ) { context in
    context.shows(
      .measuredServices, where: { ($0.value ?? 0) >= 200 },
      wanted: "service graph metrics with two hundred services or more")
  }
}
