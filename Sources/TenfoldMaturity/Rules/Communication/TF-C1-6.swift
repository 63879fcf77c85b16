import TenfoldModel

extension Rule {
  /// TF-C1-6: services are published one by one.
  static let c1n6 = Rule(
    "TF-C1-6", .communication, level: 1, .medium,
    title: "services are published one by one",
    counts: """
      Ports of several own services published, or NodePort and LoadBalancer per service.
      """,
    misleads: "Ports published for debugging.",
    shownBy: [.compose, .kubernetes]
  ) { context in
    context.shows(.publishedPorts, atLeast: 2, wanted: "ports of several own services published")
  }
}
