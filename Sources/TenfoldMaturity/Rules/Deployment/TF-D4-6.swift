import TenfoldModel

extension Rule {
  /// TF-D4-6: traffic keeps to its region.
  static let d4n6 = Rule(
    "TF-D4-6", .deployment, level: 4, .medium,
    title: "traffic keeps to its region",
    counts: """
      Locality settings of a mesh, traffic distribution, spread constraints over regions.
      """,
    misleads: "Spread over zones.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.regionLocality, wanted: "locality or spread over regions")
  }
}
