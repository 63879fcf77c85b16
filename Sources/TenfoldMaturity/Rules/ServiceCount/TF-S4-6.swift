import TenfoldModel

extension Rule {
  /// TF-S4-6: platform products for teams.
  static let s4n6 = Rule(
    "TF-S4-6", .serviceCount, level: 4, .medium,
    title: "platform products for teams",
    counts: """
      Service templates (scaffolder), golden paths, own custom resources with a controller.
      """,
    misleads: "Custom resources of vendors.",
    shownBy: [.kubernetes, .configuration]
  ) { context in
    context.shows(.platformTemplate, wanted: "service templates or own custom resources that teams build on")
  }
}
