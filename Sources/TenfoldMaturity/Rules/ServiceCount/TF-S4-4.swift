import TenfoldModel

extension Rule {
  /// TF-S4-4: more than two hundred services in the catalogue.
  static let s4n4 = Rule(
    "TF-S4-4", .serviceCount, level: 4, .medium,
    title: "more than two hundred services in the catalogue",
    counts: "Catalogue entities of type service.",
    misleads: "Abandoned entities.",
    shownBy: [.kubernetes, .configuration]
  ) { context in
    context.shows(
      .catalogServices, where: { ($0.value ?? 0) >= 200 },
      wanted: "a service catalogue with two hundred components or more")
  }
}
