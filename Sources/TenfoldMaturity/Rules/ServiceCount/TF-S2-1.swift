import TenfoldModel

extension Rule {
  /// TF-S2-1: ten to twenty own services run by Compose or described.
  static let s2n1 = Rule(
    "TF-S2-1", .serviceCount, level: 2, .strong,
    title: "ten to twenty own services run by Compose or described",
    counts: """
      As TF-S1-1, with 10 to 20 services; 21 to 49 count here too and are reported as between \
      the bands.
      """,
    misleads: "A Compose file of ten containers often holds five stores and brokers.",
    shownBy: [.compose, .description]
  ) { context in
    context.serviceCount(in: 10..<50, of: [.compose, .description])
  }
}
