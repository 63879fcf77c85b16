import TenfoldModel

extension Rule {
  /// TF-C2-8: five to fifty of a hundred edges are asynchronous.
  static let c2n8 = Rule(
    "TF-C2-8", .communication, level: 2, .strong,
    title: "five to fifty of a hundred edges are asynchronous",
    counts: "Share of asynchronous edges between services.",
    misleads: "Edges to telemetry.",
    shownBy: [.traces, .description]
  ) { context in
    context.asynchronousShare(in: 0.05..<0.5)
  }
}
