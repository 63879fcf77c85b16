import TenfoldModel

extension Rule {
  /// TF-C4-1: a mesh control plane with enrolled workloads.
  static let c4n1 = Rule(
    "TF-C4-1", .communication, level: 4, .strong,
    title: "a mesh control plane with enrolled workloads",
    counts: """
      A control plane that is installed, and namespaces or workloads enrolled in it.
      """,
    misleads: """
      Sidecar annotations without a control plane; routes at the entry only; optional samples. \
      Dapr is no mesh.
      """,
    shownBy: [.kubernetes, .compose, .description]
  ) { context in
    context.meshCarriesTraffic()
  }
}
