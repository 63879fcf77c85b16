import TenfoldModel

extension Rule {
  /// TF-C1-7: addresses are fixed and calls have no limits.
  static let c1n7 = Rule(
    "TF-C1-7", .communication, level: 1, .weak,
    title: "addresses are fixed and calls have no limits",
    counts: "Addresses in code; no timeouts or retries in configuration.",
    misleads: "Defaults of frameworks.",
    shownBy: [.source]
  ) { context in
    context.shows(.hardCodedAddress, wanted: "addresses fixed in code")
  }
}
