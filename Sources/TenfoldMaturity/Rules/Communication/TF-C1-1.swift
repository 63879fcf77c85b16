import TenfoldModel

extension Rule {
  /// TF-C1-1: own services serve HTTP or gRPC.
  static let c1n1 = Rule(
    "TF-C1-1", .communication, level: 1, .medium,
    title: "own services serve HTTP or gRPC",
    counts: "Handlers, controllers and service definitions in the sources.",
    misleads: "Health and metrics endpoints.",
    shownBy: [.source]
  ) { context in
    context.shows(.serverInSource, wanted: "servers in the sources")
  }
}
