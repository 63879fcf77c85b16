import TenfoldModel

extension Rule {
  /// TF-S1-2: one to five own workloads on Kubernetes.
  static let s1n2 = Rule(
    "TF-S1-2", .serviceCount, level: 1, .strong,
    title: "one to five own workloads on Kubernetes",
    counts: """
      Distinct names of own workloads (Deployment, StatefulSet, Rollout and the like), whatever \
      namespace, overlay or variant declares them.
      """,
    misleads: """
      The same workload declared several times counts once; DaemonSets of agents and jobs do not \
      count.
      """,
    shownBy: [.kubernetes]
  ) { context in
    context.serviceCount(in: 1..<10, of: [.kubernetes])
  }
}
