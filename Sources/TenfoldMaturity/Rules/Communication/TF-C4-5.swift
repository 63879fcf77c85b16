import TenfoldModel

extension Rule {
  /// TF-C4-5: the mesh says who may call whom.
  static let c4n5 = Rule(
    "TF-C4-5", .communication, level: 4, .medium,
    title: "the mesh says who may call whom",
    counts: "Authorization policies.",
    misleads: "Network policies.",
    shownBy: [.kubernetes]
  ) { context in
    context.withControlPlane(.meshAuthorization, wanted: "authorization policies of the mesh")
  }
}
