import TenfoldModel

extension Rule {
  /// TF-C2-3: a managed queue that services are told of.
  static let c2n3 = Rule(
    "TF-C2-3", .communication, level: 2, .medium,
    title: "a managed queue that services are told of",
    counts: "A queue or topic in infrastructure code.",
    misleads: "Queues between the provider's own parts.",
    shownBy: [.infrastructure]
  ) { context in
    context.shows(.managedQueue, wanted: "a managed queue in infrastructure code")
  }
}
