import TenfoldModel

extension Rule {
  /// TF-D1-7: plain manifests only.
  static let d1n7 = Rule(
    "TF-D1-7", .deployment, level: 1, .weak,
    title: "plain manifests only",
    counts: "Manifests without chart, kustomization or environments.",
    misleads: "Rendered manifests that a generator elsewhere writes.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(.plainManifests, wanted: "manifests without chart or kustomization")
  }
}
