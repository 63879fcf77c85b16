import TenfoldModel

extension Rule {
  /// TF-S3-2: fifty releases or more from one list.
  static let s3n2 = Rule(
    "TF-S3-2", .serviceCount, level: 3, .strong,
    title: "fifty releases or more from one list",
    counts: """
      An ApplicationSet, a list of applications in values, a kustomization or an umbrella chart \
      that brings 50 to 100 releases.
      """,
    misleads: "Add-ons of the cluster in the same list.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(
      .releaseList, where: { (50..<200).contains($0.value ?? 0) }, wanted: "a list of fifty releases or more")
  }
}
