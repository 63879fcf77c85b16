import TenfoldModel

extension Rule {
  /// TF-M3-4: half of the stateless services scale by themselves.
  static let m3n4 = Rule(
    "TF-M3-4", .monitoring, level: 3, .strong, parts: ["scaling"],
    title: "half of the stateless services scale by themselves",
    counts: """
      Autoscalers on half of the own stateless workloads, with requests for what they measure \
      and room to grow.
      """,
    misleads: """
      Autoscalers that are switched off, in a folder nothing applies, without requests, or with \
      equal bounds.
      """,
    shownBy: [.kubernetes, .infrastructure, .description]
  ) { context in
    context.halfScale()
  }
}
