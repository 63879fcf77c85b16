import TenfoldModel

extension Rule {
  /// TF-C4-2: mutual TLS is required.
  static let c4n2 = Rule(
    "TF-C4-2", .communication, level: 4, .strong,
    title: "mutual TLS is required",
    counts: """
      Strict PeerAuthentication, or authentication of a mesh, with a control plane in place.
      """,
    misleads: "Samples that nothing applies.",
    shownBy: [.kubernetes]
  ) { context in
    context.withControlPlane(
      .meshMutualTLS, wanted: "strict mutual TLS between own services, with a control plane")
  }
}
