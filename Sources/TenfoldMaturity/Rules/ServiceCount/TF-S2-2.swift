import TenfoldModel

extension Rule {
  /// TF-S2-2: ten to twenty own workloads on Kubernetes.
  static let s2n2 = Rule(
    "TF-S2-2", .serviceCount, level: 2, .strong,
    title: "ten to twenty own workloads on Kubernetes",
    counts: "As TF-S1-2, with 10 to 20 distinct names.",
    misleads: """
      Hundreds of objects may be copies of a few workloads: variants for a mesh, for tracing, \
      for a quick start.
      """,
    shownBy: [.kubernetes]
  ) { context in
    context.serviceCount(in: 10..<50, of: [.kubernetes])
  }
}
