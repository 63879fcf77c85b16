import TenfoldModel

extension Rule {
  /// TF-S2-7: ten to twenty interfaces.
  static let s2n7 = Rule(
    "TF-S2-7", .serviceCount, level: 2, .weak,
    title: "ten to twenty interfaces",
    counts: "Packages of protocol definitions or OpenAPI documents.",
    misleads: "One service may publish several.",
    shownBy: [.source]
  ) { context in
    context.shows(
      .interfaceDocuments, where: { (10..<50).contains($0.value ?? 0) },
      wanted: "ten interface documents or more")
  }
}
