import TenfoldModel

extension Rule {
  /// TF-C4-7: the mesh's reach is configured.
  static let c4n7 = Rule(
    "TF-C4-7", .communication, level: 4, .medium,
    title: "the mesh's reach is configured",
    counts: "Waypoints, service entries, sidecar scopes.",
    misleads: "A single egress sample.",
    shownBy: [.kubernetes]
  ) { context in
    context.withControlPlane(.meshScope, wanted: "waypoints, service entries or sidecar scopes")
  }
}
