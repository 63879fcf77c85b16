import TenfoldModel

extension Rule {
  /// TF-C1-2: own services are given addresses of own services.
  static let c1n2 = Rule(
    "TF-C1-2", .communication, level: 1, .medium,
    title: "own services are given addresses of own services",
    counts: "Addresses in environment or configuration that name own services.",
    misleads: "localhost, health checks, telemetry endpoints.",
    shownBy: [.compose, .kubernetes, .infrastructure, .description, .configuration]
  ) { context in
    context.synchronousEdges()
  }
}
