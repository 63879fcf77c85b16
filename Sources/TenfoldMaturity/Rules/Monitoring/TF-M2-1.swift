import TenfoldModel

extension Rule {
  /// TF-M2-1: logs are shipped to one place.
  static let m2n1 = Rule(
    "TF-M2-1", .monitoring, level: 2, .strong, parts: ["logs"],
    title: "logs are shipped to one place",
    counts: "A shipper, a collector's log pipeline or a log driver, with a sink.",
    misleads: """
      A shipper without a sink; a store called elasticsearch that a service searches.
      """,
    shownBy: [.kubernetes, .compose, .infrastructure, .monitoring, .description]
  ) { context in
    context.shows(.logShipping, wanted: "a log shipper or log driver with a sink")
  }
}
