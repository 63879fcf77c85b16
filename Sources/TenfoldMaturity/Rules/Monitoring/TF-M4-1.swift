import TenfoldModel

extension Rule {
  /// TF-M4-1: signals start repairs.
  static let m4n1 = Rule(
    "TF-M4-1", .monitoring, level: 4, .strong, parts: ["loop"],
    title: "signals start repairs",
    counts: """
      A loop from signal to repair: automatic rollback on metrics, playbooks, rulebooks, \
      remediation of nodes.
      """,
    misleads: "Restarts by probes are defaults of the platform, no healing.",
    shownBy: [.kubernetes, .infrastructure, .monitoring, .pipeline, .description]
  ) { context in
    context.shows(
      .remediation,
      wanted: "a loop from signal to repair (rollback on metrics, playbooks, remediation objects)")
  }
}
