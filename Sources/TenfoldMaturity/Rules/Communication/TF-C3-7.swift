import TenfoldModel

extension Rule {
  /// TF-C3-7: the gateway enforces policies.
  static let c3n7 = Rule(
    "TF-C3-7", .communication, level: 3, .medium, parts: ["gateway"],
    title: "the gateway enforces policies",
    counts: "Rate limits, authentication and retries at the gateway.",
    misleads: "Limits inside a service.",
    shownBy: [.kubernetes, .configuration, .infrastructure]
  ) { context in
    context.shows(.gatewayPolicy, wanted: "rate limits or authentication at the gateway")
  }
}
