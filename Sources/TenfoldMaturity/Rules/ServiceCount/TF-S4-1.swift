import TenfoldModel

extension Rule {
  /// TF-S4-1: more than two hundred own services.
  static let s4n1 = Rule(
    "TF-S4-1", .serviceCount, level: 4, .strong,
    title: "more than two hundred own services",
    counts: """
      Distinct own workloads over all clusters given, best from a dump of each cluster, or \
      services of a description.
      """,
    misleads: """
      One repository is rarely the whole of such a system; a few are a lower bound.
      """,
    shownBy: [.kubernetes, .compose, .description]
  ) { context in
    context.serviceCount(in: 200..<Int.max, of: [.kubernetes, .compose, .description])
  }
}
