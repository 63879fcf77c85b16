import TenfoldModel

extension Rule {
  /// TF-C4-4: the mesh retries and limits calls between services.
  static let c4n4 = Rule(
    "TF-C4-4", .communication, level: 4, .medium,
    title: "the mesh retries and limits calls between services",
    counts: "Retries and timeouts on routes that are attached to services.",
    misleads: "Routes of the entry gateway.",
    shownBy: [.kubernetes]
  ) { context in
    context.withControlPlane(.meshRetries, wanted: "retries or timeouts on routes between services")
  }
}
