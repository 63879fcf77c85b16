import TenfoldModel

extension Rule {
  /// TF-C1-3: clients call own services.
  static let c1n3 = Rule(
    "TF-C1-3", .communication, level: 1, .medium,
    title: "clients call own services",
    counts: "HTTP or gRPC clients with such addresses in the sources.",
    misleads: "Clients of outside services.",
    shownBy: [.source]
  ) { context in
    context.shows(.clientInSource, wanted: "clients in the sources")
  }
}
