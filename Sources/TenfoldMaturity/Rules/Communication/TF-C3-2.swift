import TenfoldModel

extension Rule {
  /// TF-C3-2: an API gateway with routes stands in front.
  static let c3n2 = Rule(
    "TF-C3-2", .communication, level: 3, .strong, parts: ["gateway"],
    title: "an API gateway with routes stands in front",
    counts: """
      A gateway product, Gateway API or cloud API gateway with routes to three own services and \
      more.
      """,
    misleads: """
      A plain Ingress or web server; a gateway library without routes; a mesh gateway for one \
      entry page.
      """,
    shownBy: [.compose, .kubernetes, .infrastructure, .configuration, .description]
  ) { context in
    context.gatewayWithRoutes()
  }
}
