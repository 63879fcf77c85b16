import TenfoldModel

extension Rule {
  /// TF-S2-6: ten to twenty services in the catalogue.
  static let s2n6 = Rule(
    "TF-S2-6", .serviceCount, level: 2, .medium,
    title: "ten to twenty services in the catalogue",
    counts: "Backstage entities of kind Component and type service.",
    misleads: "Libraries and websites are components too.",
    shownBy: [.kubernetes, .configuration]
  ) { context in
    context.shows(
      .catalogServices, where: { (10..<50).contains($0.value ?? 0) },
      wanted: "a service catalogue with ten components or more")
  }
}
